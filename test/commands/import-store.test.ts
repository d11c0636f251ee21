import { createReadStream, existsSync, globSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runStore } from "../../src/commands/run-store.ts";
import type { ImportRequest } from "../../src/options/requests/import-request.ts";
import type { StoreAction } from "../../src/options/requests/store-request.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { serving } from "../fixtures/serving.ts";
import { bundleHeavyToolbox, exportToolbox, importFile } from "../fixtures/toolbox.ts";
import { run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";
import { serveFiles, type WebServer } from "../fixtures/web-server.ts";

// One bundle whose layers weigh a megabyte each, so that it counts which of them are fetched.
const WEIGHT = 1_000_000;
const NAME = "ocx-bundle-linux-amd64";
const directory = run("mktemp", ["-d"]).toString().trim();
let file: string;
let blobs: readonly { readonly digest: string; readonly size: number }[];
let digest: string;

beforeAll(async () => {
  file = await bundleHeavyToolbox(directory, WEIGHT);
  const read = (path: string) => JSON.parse(run("tar", ["-xOf", file, path]).toString());
  digest = read("index.json").manifests[0].digest;
  const { config, layers } = read(`blobs/${digest.replace(":", "/")}`);
  blobs = [config, ...layers];
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const work = (store: string, action: StoreAction) => runStore({ store, ...action }, surroundings(), listener());
const blobIn = (store: string, of: string): string => join(store, "blobs", of.replace(":", "/"));
const thereIn = (store: string): readonly string[] => globSync("blobs/sha256/*", { cwd: store });

async function collected(store: string, policy: object = {}, dryRun = false): Promise<{ readonly gone: number }> {
  const result = await work(store, { action: "gc", dryRun, ...policy });
  return { gone: result.action === "gc" ? result.blobs : 0 };
}

async function namesIn(store: string): Promise<readonly string[]> {
  const list = await work(store, { action: "list" });
  return list.action === "list" ? list.bundles.map(({ name }) => name) : [];
}

/** Every blob of the bundle is in the store, under the digest that it has. */
function expectWhole(store: string): void {
  for (const each of [digest, ...blobs.map((blob) => blob.digest)])
    expect(`sha256:${sha256(readFileSync(blobIn(store, each)))}`).toBe(each);
}

function serveBundle(): Promise<WebServer> {
  return serveFiles({ "/heavy.tar": { bytes: readFileSync(file), headers: { etag: '"1"' } } });
}

const fromUrl = (server: WebServer, store: string, request: Partial<ImportRequest> = {}) =>
  importFile(file, join(temporaryDirectory(), "home"), {
    source: { kind: "url", url: `${server.origin}/heavy.tar?sig=secret` },
    store,
    ...request,
  });

test("what an import fetches is in the store: the next home needs only the head, and the bundle has a name", async () => {
  const server = await serveBundle();
  const store = join(temporaryDirectory(), "store");
  expect(await fromUrl(server, store)).toMatchObject({ changed: true });
  expectWhole(store);
  expect(await namesIn(store)).toEqual([`${NAME}:latest`]);
  const fetched = server.sent();
  expect(fetched).toBeGreaterThan(4 * WEIGHT);
  expect(await fromUrl(server, store)).toMatchObject({ changed: true, fetched: { missing: 0 } });
  expect(server.sent() - fetched).toBeLessThan(600_000);
  await collected(store);
  expectWhole(store);
  expect(JSON.stringify(await work(store, { action: "show", name: NAME }))).not.toContain("secret");
  expect(globSync(".ocx-bundle/{leases,staging}/*", { cwd: store })).toEqual([]);
}, 60_000);

test("it is the same from a registry and a pipe, by the variable too", async () => {
  await using server = await serving([file]);
  const sources: ImportRequest["source"][] = [
    { kind: "registry", reference: `${server.host}/${NAME}` },
    { kind: "stream", stream: createReadStream(file) },
  ];
  for (const source of sources) {
    const store = join(temporaryDirectory(), "store");
    const variables = { OCX_BUNDLE_STORE: store };
    const home = join(temporaryDirectory(), "home");
    expect(await importFile(file, home, { source }, { variables }), source.kind).toMatchObject({ changed: true });
    expectWhole(store);
    expect(await namesIn(store)).toHaveLength(1);
  }
}, 60_000);

test("a killed import leaves blobs without a name, which gc keeps, and the next one fetches only the rest", async () => {
  const server = await serveBundle();
  const store = join(temporaryDirectory(), "store");
  const stop = new AbortController();
  // Of what is not the head, only a half comes. When some of it has been kept, the import is killed.
  server.fault = (request, response) => {
    const [, start = "", end = ""] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
    if (start === "0") return false;
    const bytes = readFileSync(file);
    const [from, to] = [Number(start), Number(end) + 1];
    const headers = { etag: '"1"', "content-range": `bytes ${from}-${to - 1}/${bytes.length}` };
    response.writeHead(206, { ...headers, "content-length": to - from });
    return void response.write(bytes.subarray(from, (from + to) / 2));
  };
  const home = join(temporaryDirectory(), "home");
  const source = { kind: "url", url: `${server.origin}/heavy.tar` } as const;
  const importing = importFile(file, home, { source, store }, { signal: stop.signal });
  const killed = importing.then(
    () => "imported",
    (error: Error) => error.message,
  );
  while (thereIn(store).length === 0) await new Promise((done) => setTimeout(done, 20));
  // Only the lease keeps what is there: nothing may stay for its own sake.
  expect(await collected(store, { maxSize: 0 })).toEqual({ gone: 0 });
  stop.abort(new Error("killed"));
  expect(await killed).toBe("killed");
  const kept = thereIn(store);
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(blobs.length);
  expect(await namesIn(store)).toEqual([]);
  await collected(store);
  expect(thereIn(store)).toEqual(kept);
  server.fault = () => false;
  const before = server.sent();
  const result = await importFile(file, home, { source, store });
  const lacking = blobs.filter(({ digest: each }) => !kept.some((path) => each.endsWith(path.slice(-64))));
  expect(server.sent() - before).toBeLessThan(lacking.reduce((sum, { size }) => sum + size, 0) + 600_000);
  expect(result).toMatchObject({ changed: true });
  expectWhole(store);
  expect(await namesIn(store)).toEqual([`${NAME}:latest`]);
}, 60_000);

test("an import that fails before it has kept a blob leaves no new store", async () => {
  const server = await serveBundle();
  server.fault = (request, response) =>
    request.headers.range?.startsWith("bytes=0-") === true ? false : response.writeHead(404).end();
  const place = temporaryDirectory();
  await expect(fromUrl(server, join(place, "new", "store"))).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
  expect(readdirSync(place)).toEqual([]);
}, 60_000);

test("a home that has some layers keeps the others, and the bundle gets its name when another home needs the rest", async () => {
  const store = join(temporaryDirectory(), "store");
  const home = join(temporaryDirectory(), "home");
  await importFile(file, home, { packages: ["ocx.sh/acme/hello:2.0.0"] });
  await importFile(file, home, { store });
  const kept = thereIn(store).length;
  expect(kept).toBeGreaterThan(0);
  expect(await namesIn(store)).toEqual([]);
  const { gone } = await collected(store, { maxSize: 0 }, true);
  expect(gone).toBe(kept);
  await importFile(file, join(temporaryDirectory(), "home"), { store });
  expect(await namesIn(store)).toEqual([`${NAME}:latest`]);
  expectWhole(store);
}, 60_000);

test("what is not whole goes after a week without an import of it, and first when the store is too large", async () => {
  const store = join(temporaryDirectory(), "store");
  const home = join(temporaryDirectory(), "home");
  await importFile(file, home, { packages: ["ocx.sh/acme/hello:2.0.0"], store });
  expect(await collected(store)).toMatchObject({ gone: 0 });
  expect(await collected(store, { maxSize: 1 }, true)).not.toMatchObject({ gone: 0 });
  {
    using database = new DatabaseSync(join(store, ".ocx-bundle", "usage.db"));
    database.prepare("UPDATE partial SET used = ?").run(Date.now() - 8 * 86_400_000);
  }
  expect(await collected(store, { unusedFor: 30 * 86_400_000 })).toMatchObject({ gone: 0 });
  expect(await collected(store)).not.toMatchObject({ gone: 0 });
  expect(thereIn(store)).toEqual([]);
}, 60_000);

test("a blob of the store that was damaged is fetched again, and is good then", async () => {
  const store = join(temporaryDirectory(), "store");
  await work(store, { action: "add", source: { kind: "file", path: file } });
  for (const each of blobs.slice(-3)) {
    const path = blobIn(store, each.digest);
    writeFileSync(
      path,
      readFileSync(path).map((byte, at) => (at === 100 ? byte ^ 1 : byte)),
    );
  }
  const server = await serveBundle();
  expect(await fromUrl(server, store)).toMatchObject({ changed: true });
  expectWhole(store);
}, 60_000);

test("an import never moves a tag, and a dry run or one with nothing to do keeps nothing", async () => {
  const store = join(temporaryDirectory(), "store");
  const home = join(temporaryDirectory(), "home");
  await importFile(file, home, { store, dryRun: true });
  expect(existsSync(store)).toBe(false);
  await importFile(file, home);
  await importFile(file, home, { store });
  expect(existsSync(store)).toBe(false);
  const other = join(temporaryDirectory(), "other.tar");
  const declaration = { kind: "packages", identifiers: ["ocx.sh/acme/hello:2.0.0"] } as const;
  const { bundle } = await exportToolbox(home, other, { name: NAME, declaration });
  await work(store, { action: "add", source: { kind: "file", path: other } });
  await importFile(file, join(temporaryDirectory(), "home"), { store });
  expect(await work(store, { action: "show", name: `${NAME}:latest` })).toMatchObject({
    bundle: { digest: bundle.digest },
  });
  expect(await namesIn(store)).toEqual([`${NAME}:latest`, `${NAME}@${digest}`]);
}, 60_000);

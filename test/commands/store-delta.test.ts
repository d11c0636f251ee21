import { randomBytes } from "node:crypto";
import { createReadStream, existsSync, globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { runStore } from "../../src/commands/run-store.ts";
import { splitBundle } from "../../src/commands/split-bundle.ts";
import type { Input } from "../../src/options/requests/input.ts";
import { flipByte, writeChangedDelta } from "../fixtures/changed-delta.ts";
import { run as runCommand } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { serving } from "../fixtures/serving.ts";
import { exportTools, fileInput, importTools, type Tools, toolHome } from "../fixtures/tool-homes.ts";
import { run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";
import { serveFiles } from "../fixtures/web-server.ts";

const BINARY = randomBytes(200_000);
const SHARED = { "share/data": randomBytes(50_000) };
const V1: Tools = { tool: { tag: "1", layers: [{ "bin/tool": BINARY }, SHARED] } };
const V2: Tools = { tool: { tag: "2", layers: [{ "bin/tool": Buffer.concat([BINARY, Buffer.from("2")]) }, SHARED] } };

let at: string;
const path = (name: string): string => join(at, name);
/** Digests of the full bundles, as their tars say. */
let digests: Readonly<Record<"1" | "2", string>>;

beforeAll(async () => {
  at = run("mktemp", ["-d"]).toString().trim();
  toolHome(path("home-1"), V1);
  toolHome(path("home-2"), V2);
  await exportTools(path("home-1"), V1, path("1.tar"), { name: "tools" });
  await exportTools(path("home-2"), V2, path("2.tar"), { name: "tools" });
  await exportTools(path("home-2"), V2, path("1-2.tar"), { name: "tools", bases: [fileInput(path("1.tar"))] });
  const digestOf = (name: string): string =>
    JSON.parse(run("tar", ["-xOf", path(name), "index.json"]).toString()).manifests[0].digest;
  digests = { 1: digestOf("1.tar"), 2: digestOf("2.tar") };
  return () => rmSync(at, { recursive: true });
});

function add(store: string, source: Input, bases: readonly Input[] = []) {
  return runStore({ store, action: "add", source, bases, as: "tools" }, surroundings(), listener());
}

function blobsIn(store: string): readonly string[] {
  return globSync("blobs/sha256/*", { cwd: store }).toSorted();
}

/** The store has every blob of the full bundle, with its bytes. */
function expectFull(store: string): void {
  const wanted = run("tar", ["-tf", path("2.tar")])
    .toString()
    .split("\n")
    .filter((name) => /^blobs\/sha256\/./.test(name));
  expect(wanted.length).toBeGreaterThan(4);
  for (const blob of wanted) expect(sha256(readFileSync(join(store, blob)))).toBe(blob.slice(-64));
}

/** The hex digits of the largest blob of a bundle. */
function largestOf(store: string, digest: string): string {
  const manifest = JSON.parse(readFileSync(join(store, "blobs/sha256", digest.slice(7)), "utf8"));
  const layers: { readonly digest: string; readonly size: number }[] = manifest.layers;
  return layers.toSorted((a, b) => b.size - a.size)[0]?.digest.slice(7) ?? "";
}

async function withBase(): Promise<string> {
  const store = join(temporaryDirectory(), "store");
  await add(store, fileInput(path("1.tar")));
  return store;
}

test("a delta becomes its whole bundle where the store has the earlier one, whatever way it comes", async () => {
  const server = await serveFiles({ "/1-2.tar": { bytes: readFileSync(path("1-2.tar")), headers: { etag: '"1"' } } });
  await using registry = await serving([path("1-2.tar")]);
  const { file } = await splitBundle(
    { source: fileInput(path("1-2.tar")), output: path("split.tar"), partSize: 50_000 },
    surroundings(),
    listener(),
  );
  const ways: Readonly<Record<string, () => Input>> = {
    file: () => fileInput(path("1-2.tar")),
    parts: () => fileInput(file),
    pipe: () => ({ kind: "stream", stream: createReadStream(path("1-2.tar")) }),
    url: () => ({ kind: "url", url: `${server.origin}/1-2.tar` }),
    registry: () => ({ kind: "registry", reference: `${registry.host}/tools` }),
  };
  for (const [way, source] of Object.entries(ways)) {
    const store = await withBase();
    const before = blobsIn(store).length;
    const added = await add(store, source());
    expect(added, way).toMatchObject({ name: "tools:latest", digest: digests["2"] });
    expect(added, way).toMatchObject({ blobs: blobsIn(store).length - before });
    expectFull(store);
    expect(globSync(".ocx-bundle/{leases,staging}/*", { cwd: store })).toEqual([]);
  }
});

test("what is completed is imported as the full bundle is, and a copy of it adds nothing", async () => {
  const store = await withBase();
  await add(store, fileInput(path("1-2.tar")));
  expect(await add(store, fileInput(path("2.tar")))).toMatchObject({ blobs: 0 });
  const homes = [join(temporaryDirectory(), "home"), join(temporaryDirectory(), "home")] as const;
  await importTools("", homes[0], { source: { kind: "file", path: store, name: "tools-latest" } });
  await importTools(path("2.tar"), homes[1]);
  expect(describeHome(homes[0], homes[0])).toEqual(describeHome(homes[1], homes[1]));
});

test("--base names an earlier bundle or a home that the store does not have", async () => {
  for (const base of ["1.tar", "home-1"]) {
    const store = join(temporaryDirectory(), "store");
    const { status } = runCommand(["store", "add", path("1-2.tar"), "--base", path(base), "--store", store]);
    expect(status, base).toBe(0);
    expectFull(store);
  }
  expect(runCommand(["store", "list", "--base", path("1.tar"), "--store", path("none")]).status).toBe(64);
});

test("without the earlier bundle a delta is refused, and nothing changes", async () => {
  const store = join(temporaryDirectory(), "store");
  const refused = {
    code: "BASE_MISSING",
    message: expect.stringMatching(/store .* lacks[^]*from which the delta makes[^]*omits/),
    hint: expect.stringContaining("Add the bundle"),
  };
  await expect(add(store, fileInput(path("1-2.tar")))).rejects.toMatchObject(refused);
  expect(existsSync(store)).toBe(false);
  const other = { kit: { tag: "1", layers: [{ "bin/kit": "kit" }] } };
  await exportTools(toolHome(path("home-kit"), other), other, path("kit.tar"), { name: "kit" });
  await add(store, fileInput(path("kit.tar")));
  const before = blobsIn(store);
  await expect(add(store, fileInput(path("1-2.tar")))).rejects.toMatchObject(refused);
  expect(blobsIn(store)).toEqual(before);
});

test("where zstd is another one, a delta is refused with both versions, unless the store has the blobs", async () => {
  const changed = writeChangedDelta(path("1-2.tar"), path("other-zstd.tar"), {
    config: (config) => ({ ...config, zstd: { ...config.zstd, version: "0.0.1" } }),
  });
  const store = await withBase();
  const before = blobsIn(store);
  await expect(add(store, fileInput(changed))).rejects.toMatchObject({
    code: "DELTA_INCOMPLETE",
    message: expect.stringMatching(new RegExp(`zstd 0\\.0\\.1 .*zstd ${process.versions["zstd"]}`)),
    hint: expect.stringContaining("full bundle"),
  });
  expect(blobsIn(store)).toEqual(before);
  await add(store, fileInput(path("2.tar")));
  expect(await add(store, fileInput(changed))).toMatchObject({ digest: digests["2"], blobs: 0 });
});

test("a blob of a completed bundle that is damaged is made again when the delta is added again", async () => {
  const store = await withBase();
  await add(store, fileInput(path("1-2.tar")));
  const blob = join(store, "blobs/sha256", largestOf(store, digests["2"]));
  flipByte(blob, blob, 100_000);
  expect(await add(store, fileInput(path("1-2.tar")))).toMatchObject({ blobs: 1 });
  expectFull(store);
});

test("an earlier bundle that is damaged in the store does not get into the new one", async () => {
  const store = await withBase();
  const largest = largestOf(store, digests["1"]);
  const blob = join(store, "blobs/sha256", largest);
  flipByte(blob, blob, 100_000);
  await expect(add(store, fileInput(path("1-2.tar")))).rejects.toMatchObject({ exitCode: 65 });
  expect(await runStore({ store, action: "list" }, surroundings(), listener())).toMatchObject({
    bundles: [{ digest: digests["1"] }],
  });
  for (const each of blobsIn(store).filter((name) => !name.endsWith(largest)))
    expect(sha256(readFileSync(join(store, each)))).toBe(each.slice(-64));
});

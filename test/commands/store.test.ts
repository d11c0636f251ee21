import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { random } from "../../soak/random.ts";
import { soakStore } from "../../soak/store.ts";
import { runStore } from "../../src/commands/run-store.ts";
import type { BundleError } from "../../src/errors.ts";
import { acquireLock } from "../../src/io/lock.ts";
import type { StoreAction } from "../../src/options/requests/store-request.ts";
import { run as runCommand } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { NODE } from "../fixtures/runner.ts";
import { startServe } from "../fixtures/serve.ts";
import { ask, serving } from "../fixtures/serving.ts";
import { bundleHeavyToolbox, exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";
import { needs, run } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";
import { serveFiles } from "../fixtures/web-server.ts";

// Two bundles that share blobs, and one of another name.
const directory = run("mktemp", ["-d"]).toString().trim();
const all = join(directory, "all.tar");
const hello = join(directory, "hello.tar");
const kit = join(directory, "kit.tar");
let digests: Readonly<Record<"all" | "hello" | "kit", string>>;

beforeAll(async () => {
  const home = unpackToolbox(directory);
  const packages = (...identifiers: string[]) => ({ declaration: { kind: "packages", identifiers } }) as const;
  const digestOf = async (path: string, request: Parameters<typeof exportToolbox>[2]) =>
    (await exportToolbox(home, path, request)).bundle.digest ?? "";
  digests = {
    all: await digestOf(all, { name: "Tools" }),
    hello: await digestOf(hello, { name: "tools", ...packages("ocx.sh/acme/hello:2.0.0") }),
    kit: await digestOf(kit, { name: "kit", ...packages("ocx.sh/acme/build-kit:3") }),
  };
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function work(store: string, action: StoreAction) {
  return runStore({ store, ...action }, surroundings(), listener());
}

async function add(store: string, path: string, as?: string) {
  const result = await work(store, { action: "add", source: { kind: "file", path }, ...(as !== undefined && { as }) });
  if (result.action !== "add") throw new Error("another action");
  return result;
}

async function namesIn(store: string): Promise<readonly string[]> {
  const result = await work(store, { action: "list" });
  return result.action === "list" ? result.bundles.map(({ name }) => name) : [];
}

const gc = (store: string, policy: object = {}, dryRun = false) => work(store, { action: "gc", dryRun, ...policy });

/** The blobs that lie there, and the check of each by sha256. */
function blobsIn(store: string): readonly string[] {
  return globSync("blobs/sha256/*", { cwd: store }).map((path) => path.slice(-64));
}

/** Digests of all that the index of a layout needs, found without our code. */
function neededIn(store: string): Set<string> {
  const read = (digest: string) => JSON.parse(readFileSync(join(store, "blobs", digest.replace(":", "/")), "utf8"));
  const { manifests } = JSON.parse(readFileSync(join(store, "index.json"), "utf8"));
  return new Set(
    manifests.flatMap(({ digest }: { digest: string }) => {
      const { config, layers } = read(digest);
      return [digest, config.digest, ...layers.map((layer: { digest: string }) => layer.digest)];
    }),
  );
}

/** Every blob has the digest of its name, and those that the index needs are there. */
function expectWhole(store: string): void {
  const there = blobsIn(store);
  for (const hex of there) expect(sha256(readFileSync(join(store, "blobs", "sha256", hex)))).toBe(hex);
  expect([...neededIn(store)].filter((digest) => !there.includes(digest.slice(7)))).toEqual([]);
}

needs("skopeo", "umoci")("a store is a layout that other tools and import read, with each blob once", async () => {
  const store = join(temporaryDirectory(), "store");
  const first = await add(store, all);
  expect(first).toMatchObject({ name: "tools:latest", digest: digests.all, blobs: blobsIn(store).length });
  const second = await add(store, kit, "acme/kit:3");
  expect(second.blobs).toBeLessThan(first.blobs);
  expect(await add(store, all)).toMatchObject({ blobs: 0, bytes: 0 });
  expectWhole(store);
  expect(run("umoci", ["ls", "--layout", store]).toString().trim().split("\n").toSorted()).toEqual([
    "acme/kit-3",
    "tools-latest",
  ]);
  const raw = run("skopeo", ["inspect", "--raw", `oci:${store}:tools-latest`]);
  expect(`sha256:${sha256(raw)}`).toBe(digests.all);
  const source = { kind: "file", path: store, name: "tools-latest" } as const;
  const home = join(temporaryDirectory(), "home");
  expect(await importFile(store, home, { source })).toMatchObject({ changed: true });
});

test("a tag that moves leaves the older bundle under its name, until gc takes it", async () => {
  const store = join(temporaryDirectory(), "store");
  await add(store, all);
  await add(store, hello);
  expect(await namesIn(store)).toEqual([`tools@${digests.all}`, "tools:latest"]);
  expect(await work(store, { action: "show", name: "tools" })).toMatchObject({ bundle: { digest: digests.hello } });
  await add(store, all, "tools:old");
  expect(await namesIn(store)).toEqual(["tools:latest", "tools:old"]);
  const before = blobsIn(store);
  expect(await gc(store, { keep: 1 }, true)).toMatchObject({ removed: ["tools:latest"], dryRun: true });
  expect([await namesIn(store), blobsIn(store)]).toEqual([["tools:latest", "tools:old"], before]);
  await gc(store, { keep: 1 });
  expect(await namesIn(store)).toEqual(["tools:old"]);
  expect(new Set(blobsIn(store).map((hex) => `sha256:${hex}`))).toEqual(neededIn(store));
});

test("names and digests: none, one, several", async () => {
  const store = join(temporaryDirectory(), "store");
  await add(store, all, "tools:1");
  await add(store, hello, "tools:2");
  await add(store, kit, "kit");
  const show = async (name: string) => {
    const result = await work(store, { action: "show", name });
    return result.action === "show" && result.bundle.digest;
  };
  expect(await show("tools:2")).toBe(digests.hello);
  expect(await show("kit")).toBe(digests.kit);
  expect(await show(digests.all.slice(0, 15))).toBe(digests.all);
  expect(await show(digests.all.slice(7, 11))).toBe(digests.all);
  expect(await show(`tools@${digests.hello.slice(0, 13)}`)).toBe(digests.hello);
  await expect(show("tools")).rejects.toMatchObject({
    code: "BUNDLE_AMBIGUOUS",
    message: expect.stringMatching(/tools:1.*tools:2/),
  });
  for (const name of ["nothing", "tools:3", digests.all.slice(7, 10), `kit@${digests.hello}`, "sha256:ffffffffffff"])
    await expect(show(name), name).rejects.toMatchObject({ code: "BUNDLE_NOT_FOUND" });
  await expect(work(store, { action: "remove", names: ["kit", "nothing"] })).rejects.toMatchObject({
    code: "BUNDLE_NOT_FOUND",
  });
  expect(await namesIn(store)).toHaveLength(3);
  await work(store, { action: "remove", names: ["kit", digests.all] });
  expect(await namesIn(store)).toEqual(["tools:2"]);
});

test("sizes: all that a bundle needs, and what only it needs", async () => {
  const store = join(temporaryDirectory(), "store");
  await add(store, all);
  await add(store, kit);
  const sizeOf = (wanted: ReadonlySet<string>) =>
    [...wanted].reduce((sum, digest) => sum + readFileSync(join(store, "blobs", digest.replace(":", "/"))).length, 0);
  const list = await work(store, { action: "list" });
  if (list.action !== "list") throw new Error("another action");
  const [one, two] = list.bundles;
  expect(list.size).toBe(sizeOf(neededIn(store)));
  expect((one?.own ?? 0) + (two?.size ?? 0)).toBe(list.size);
  expect((two?.own ?? 0) + (one?.size ?? 0)).toBe(list.size);
  expect(one?.own).toBeLessThan(one?.size ?? 0);
});

test("check finds a changed byte, a missing blob and a damaged manifest, and names them", async () => {
  for (const damage of ["change", "remove", "manifest"]) {
    const store = join(temporaryDirectory(), "store");
    await add(store, all);
    expect(await work(store, { action: "check", names: [] })).toMatchObject({ blobs: blobsIn(store).length });
    const { config } = JSON.parse(readFileSync(join(store, "blobs", digests.all.replace(":", "/")), "utf8"));
    const digest = damage === "manifest" ? digests.all : config.digest;
    const path = join(store, "blobs", digest.replace(":", "/"));
    if (damage === "remove") rmSync(path);
    else
      writeFileSync(
        path,
        readFileSync(path).map((byte, at) => (at === 5 ? byte ^ 1 : byte)),
      );
    await expect(work(store, { action: "check", names: ["tools"] })).rejects.toMatchObject({
      code: "DIGEST_MISMATCH",
      message: expect.stringContaining(digest),
    });
    // What a damaged manifest needs is not known, so that nothing is removed.
    const before = blobsIn(store);
    const outcome = await gc(store).then(
      () => "collected",
      ({ code }: BundleError) => code,
    );
    expect(outcome).toBe(damage === "manifest" ? "DIGEST_MISMATCH" : "collected");
    expect(blobsIn(store)).toEqual(before);
  }
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ["a changed byte", (bytes) => Buffer.from(bytes.map((byte, at) => (at === 5 ? byte ^ 1 : byte)))],
  ["a wrong size", (bytes) => bytes.subarray(0, 7)],
])("adding a bundle again replaces a blob with %s, also one that was removed meanwhile", async (_, damage) => {
  const store = join(temporaryDirectory(), "store");
  await add(store, all);
  const read = (digest: string) => readFileSync(join(store, "blobs", digest.replace(":", "/")));
  const { config, layers } = JSON.parse(read(digests.all).toString());
  for (const digest of [layers.at(-1).digest, config.digest, digests.all]) {
    writeFileSync(join(store, "blobs", digest.replace(":", "/")), damage(read(digest)));
    const error = await work(store, { action: "check", names: [] }).catch((each: BundleError) => each);
    expect(error).toMatchObject({
      code: "DIGEST_MISMATCH",
      message: expect.stringContaining(digest),
      hint: expect.stringContaining("Add these bundles again"),
    });
    if (digest === config.digest) await work(store, { action: "remove", names: ["tools"] });
    expect(await add(store, all)).toMatchObject({ blobs: 1 });
    expectWhole(store);
    await work(store, { action: "check", names: [] });
  }
  expect(globSync(".ocx-bundle/{leases,staging}/*", { cwd: store })).toEqual([]);
});

test.each<[string, (path: string) => void]>([
  ["lost", (path) => rmSync(path)],
  ["no database", (path) => writeFileSync(path, "x".repeat(5000))],
  ["newer", (path) => new DatabaseSync(path).exec("PRAGMA user_version = 3; DROP TABLE usage")],
])("a record of use that is %s is begun anew, and nothing else is lost", async (_, damage) => {
  const store = join(temporaryDirectory(), "store");
  await add(store, all);
  damage(join(store, ".ocx-bundle", "usage.db"));
  const list = await work(store, { action: "list" });
  expect(list).toMatchObject({ bundles: [{ name: "tools:latest" }] });
  expect(await gc(store, { unusedFor: 1, keep: 1 })).toMatchObject({ removed: [] });
  expect(await work(store, { action: "show", name: "tools" })).toMatchObject({
    bundle: { used: expect.stringContaining("T") },
  });
  await new Promise((done) => setTimeout(done, 20));
  expect(await gc(store, { unusedFor: 1 })).toMatchObject({ removed: ["tools:latest"] });
});

test.each<[string, (path: string) => void]>([
  ["is no JSON", (path) => writeFileSync(path, '{"schemaVersion":2,')],
  ["has no list", (path) => writeFileSync(path, '{"schemaVersion":2,"manifests":null}')],
  ["is too large", (path) => truncateSync(path, 100_000_000)],
  ["is missing", (path) => rmSync(path)],
])(
  "an index that %s stops what would change the store, which is named, and blobs stay for the next add",
  async (_, damage) => {
    const store = join(temporaryDirectory(), "store");
    await add(store, all);
    const before = blobsIn(store);
    damage(join(store, "index.json"));
    const works = [() => add(store, kit), () => gc(store), () => namesIn(store)];
    for (const each of [...works, () => work(store, { action: "remove", names: ["tools"] })])
      await expect(each()).rejects.toMatchObject({
        code: expect.stringMatching(/^(BUNDLE_INVALID|LIMIT_EXCEEDED)$/),
        message: `Cannot read store ${store}: its index.json or oci-layout is damaged`,
        hint: expect.stringContaining("add the bundles again"),
      });
    expect(blobsIn(store).toSorted()).toEqual(before.toSorted());
    // What the hint says.
    writeFileSync(join(store, "index.json"), '{"schemaVersion":2,"manifests":[]}');
    expect(await add(store, all)).toMatchObject({ blobs: 0 });
    expectWhole(store);
  },
);

test("check names each blob that is a link or a pipe, and an add replaces them", async () => {
  const store = join(temporaryDirectory(), "store");
  await add(store, all);
  const { layers } = JSON.parse(readFileSync(join(store, "blobs", digests.all.replace(":", "/")), "utf8"));
  const [first, last] = [layers[1].digest, layers.at(-1).digest];
  const pathOf = (digest: string): string => join(store, "blobs", digest.replace(":", "/"));
  const outside = join(temporaryDirectory(), "outside");
  renameSync(pathOf(first), outside);
  symlinkSync(outside, pathOf(first));
  rmSync(pathOf(last));
  run("mkfifo", [pathOf(last)]);
  const error = await work(store, { action: "check", names: [] }).then(
    () => Promise.reject(new Error("nothing is found")),
    (each: BundleError) => each,
  );
  expect(error.lines).toHaveLength(2);
  expect(error.lines[0]).toContain(`Cannot verify ${first} of tools:latest`);
  expect(error.lines[1]).toContain(`Cannot verify ${last} of tools:latest`);
  expect(await add(store, all)).toMatchObject({ blobs: 2 });
  expectWhole(store);
  expect(lstatSync(pathOf(first)).isFile()).toBe(true);
});

test("gc keeps what a living process needs, and takes it when that process was killed", async () => {
  const store = join(temporaryDirectory(), "store");
  await add(store, all);
  await work(store, { action: "remove", names: ["tools"] });
  const held = blobsIn(store)[0] ?? "";
  const holder = spawn(NODE, [resolve("test/fixtures/lease-holder.ts"), store, `sha256:${held}`], { stdio: "pipe" });
  await once(holder.stdout, "data");
  await gc(store);
  expect(blobsIn(store)).toEqual([held]);
  holder.kill("SIGKILL");
  await once(holder, "close");
  await gc(store);
  expect(blobsIn(store)).toEqual([]);
  expect(globSync(".ocx-bundle/leases/*", { cwd: store })).toEqual([]);
});

test("gc removes what lies in the place of a blob, and follows no link out of the store", async () => {
  const place = temporaryDirectory();
  const [store, elsewhere] = [join(place, "store"), join(place, "elsewhere")];
  await add(store, hello);
  const needed = blobsIn(store).length;
  const at = (digit: string) => join(store, "blobs", "sha256", digit.repeat(64));
  symlinkSync(join(place, "nothing"), at("1"));
  symlinkSync(at("2"), at("2"));
  run("mkfifo", [at("3")]);
  mkdirSync(at("4"));
  expect(await gc(store)).toMatchObject({ blobs: 3 });
  // A directory is not ours to remove.
  expect(existsSync(at("4"))).toBe(true);
  rmSync(at("4"), { recursive: true });
  expect(blobsIn(store)).toHaveLength(needed);
  for (const folder of ["blobs", "blobs/sha256", ".ocx-bundle/leases"]) {
    renameSync(join(store, folder), join(store, "aside"));
    mkdirSync(join(elsewhere, "sha256"), { recursive: true });
    const foreign = ["sha256/", ""].map((before) => join(elsewhere, `${before}${"5".repeat(64)}`));
    for (const path of foreign) writeFileSync(path, "");
    symlinkSync(elsewhere, join(store, folder));
    await expect(gc(store), folder).rejects.toMatchObject({ code: "PATH_UNSAFE" });
    expect(
      foreign.filter((path) => existsSync(path)),
      folder,
    ).toEqual(foreign);
    rmSync(join(store, folder));
    renameSync(join(store, "aside"), join(store, folder));
  }
  expectWhole(store);
});

test("a directory with other files, an unknown store and a name that collides are refused", async () => {
  const store = join(temporaryDirectory(), "store");
  await expect(work(store, { action: "list" })).rejects.toMatchObject({ code: "BUNDLE_NOT_FOUND" });
  expect(existsSync(store)).toBe(false);
  const [other, layout] = [temporaryDirectory(), temporaryDirectory()];
  writeFileSync(join(other, "mine"), "x");
  await expect(add(other, all)).rejects.toMatchObject({ code: "OPTION_INVALID" });
  for (const name of ["a b", "a:", "../up", ":1", "a:b:c", "a//b", "a\nb", "\u001b[31mred", "ünïcode", "a".repeat(201)])
    await expect(add(store, all, name), name).rejects.toMatchObject({ code: "OPTION_INVALID" });
  await add(store, all, "a-b:c");
  // An export has no lease, and a layout that others write to has none either.
  const output = { kind: "layout", path: store } as const;
  await expect(exportToolbox(join(directory, "source", ".ocx"), "", { output })).rejects.toMatchObject({
    code: "OPTION_INVALID",
    hint: expect.stringContaining("store add"),
  });
  run("tar", ["-xf", all, "-C", layout]);
  await expect(gc(layout)).rejects.toMatchObject({ code: "OPTION_INVALID" });
  await expect(add(store, all, "a:b-c")).rejects.toMatchObject({ code: "OPTION_INVALID" });
  await expect(runStore({ action: "list" }, surroundings(), listener())).rejects.toMatchObject({
    code: "OPTION_INVALID",
  });
  const variables = { OCX_BUNDLE_STORE: store };
  expect(await runStore({ action: "list" }, surroundings({ variables }), listener())).toMatchObject({
    bundles: [{ name: "a-b:c" }],
  });
});

test("a bundle with a changed byte is not added, and leaves nothing", async () => {
  const store = join(temporaryDirectory(), "store");
  const damaged = temporaryDirectory();
  run("tar", ["-xf", all, "-C", damaged]);
  const { layers } = JSON.parse(readFileSync(join(damaged, "blobs", digests.all.replace(":", "/")), "utf8"));
  const blob = join(damaged, "blobs", layers.at(-1).digest.replace(":", "/"));
  writeFileSync(
    blob,
    readFileSync(blob).map((byte, index) => (index === 9 ? byte ^ 1 : byte)),
  );
  await add(store, kit);
  const before = blobsIn(store);
  await expect(add(store, damaged)).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
  expect(await namesIn(store)).toEqual(["kit:latest"]);
  await gc(store);
  expect(blobsIn(store)).toEqual(before);
});

test("a bundle is added from an address: only what the store lacks is fetched, and no secret is kept", async () => {
  const store = join(temporaryDirectory(), "store");
  const heavy = await bundleHeavyToolbox(temporaryDirectory(), 1_000_000);
  const bytes = readFileSync(heavy);
  const server = await serveFiles({ "/heavy.tar": { bytes, headers: { etag: '"1"' } } });
  const source = { kind: "url", url: `${server.origin}/heavy.tar?sig=secret` } as const;
  const addHeavy = () => work(store, { action: "add", source, as: "heavy" });
  const missing = JSON.parse(run("tar", ["-xOf", heavy, "index.json"]).toString()).manifests[0].digest;
  expect(await addHeavy()).toMatchObject({ action: "add", digest: missing });
  expectWhole(store);
  const fetched = server.sent();
  expect(fetched).toBeGreaterThan(3_000_000);
  expect(await addHeavy()).toMatchObject({ blobs: 0 });
  expect(server.sent() - fetched).toBeLessThan(600_000);
  const shown = await work(store, { action: "show", name: "heavy" });
  expect(JSON.stringify(shown)).not.toContain("secret");
  expect(globSync(".ocx-bundle/{leases,staging}/*", { cwd: store })).toEqual([]);
}, 60_000);

test("what is served is imported by its reference, and added to another store", async () => {
  const [one, two] = [join(temporaryDirectory(), "store"), join(temporaryDirectory(), "store")];
  await add(one, all);
  await using server = await startServe([one]);
  const home = join(temporaryDirectory(), "home");
  const reference = `oci://${server.host}/tools`;
  expect(runCommand(["import", reference, "--home", home, "--platform", "linux/amd64+libc.glibc"]).status).toBe(0);
  expect(existsSync(join(home, "packages"))).toBe(true);
  expect(runCommand(["store", "add", reference, "--store", two, "--as", "tools"]).status).toBe(0);
  expectWhole(two);
  expect(await work(two, { action: "show", name: "tools" })).toMatchObject({ bundle: { digest: digests.all } });
}, 60_000);

test("a check and an addition end when they are told to, in the middle of the bytes of this machine", async () => {
  const store = join(temporaryDirectory(), "store");
  await add(store, hello);
  const before = blobsIn(store);
  const around = surroundings({ signal: AbortSignal.abort(new Error("given up")) });
  for (const action of [
    { action: "check", names: [] },
    { action: "add", source: { kind: "file", path: all } },
  ] as const)
    await expect(runStore({ store, ...action }, around, listener()), action.action).rejects.toThrow("given up");
  expect(blobsIn(store)).toEqual(before);
});

test("a store is served while it changes: what is added, not what is removed, with a lease and a note of use", async () => {
  const store = join(temporaryDirectory(), "store");
  await add(store, all);
  const usage = () => new DatabaseSync(join(store, ".ocx-bundle", "usage.db"));
  {
    using database = usage();
    database.exec("UPDATE usage SET used = 1000");
  }
  {
    await using server = await serving([store]);
    const pull = (name: string) => ask(server.host, `/v2/${name}/manifests/latest`).then(({ status }) => status);
    expect([await pull("tools"), await pull("kit")]).toEqual([200, 404]);
    await add(store, kit);
    const isThere = async (name: string, status: number) => {
      for (let i = 0; i < 100 && (await pull(name)) !== status; i++) await new Promise((done) => setTimeout(done, 50));
      return pull(name);
    };
    expect(await isThere("kit", 200)).toBe(200);
    await work(store, { action: "remove", names: ["kit"] });
    const before = blobsIn(store);
    await gc(store);
    expect(blobsIn(store)).toEqual(before);
    expect(await isThere("kit", 404)).toBe(404);
    await gc(store);
    expect(blobsIn(store).length).toBeLessThan(before.length);
    expect(new Set(blobsIn(store).map((hex) => `sha256:${hex}`))).toEqual(neededIn(store));
  }
  using database = usage();
  expect(database.prepare("SELECT used FROM usage").get()?.["used"]).toBeGreaterThan(1000);
  expect(globSync(".ocx-bundle/leases/*", { cwd: store })).toEqual([]);
}, 30_000);

test("a server answers while another process holds the lock of its store, such as a gc that takes long", async () => {
  const store = join(temporaryDirectory(), "store");
  await add(store, all);
  await using server = await serving([store]);
  {
    using _ = await acquireLock(join(store, ".ocx-bundle", "lock"), 1000);
    // It looks what has changed, and wants a lease for that.
    utimesSync(join(store, "index.json"), 1, 1);
    await new Promise((done) => setTimeout(done, 1100));
    const get = () => ask(server.host, "/v2/tools/manifests/latest").then(({ status }) => status);
    expect([await get(), await get()]).toEqual([200, 200]);
  }
}, 15_000);

test("adds, removals, readers and a looping gc, some of them killed: all that is named is whole, and all else goes", async () => {
  const said: string[] = [];
  const soak = {
    directory: temporaryDirectory(),
    rounds: 1,
    gigabytes: 0,
    random: random(1),
    say: (text: string) => void said.push(text),
  };
  await soakStore(soak, { adds: 4, readers: 2, bundles: 3, weight: 100_000 });
  expect(said).toEqual([expect.stringContaining("whole")]);
}, 120_000);

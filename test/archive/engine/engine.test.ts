import { spawnSync } from "node:child_process";
import { appendFile, chmod, mkdir, readdir, rename, symlink, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { openEngine } from "../../../src/archive/engine/engine.ts";
import { readDocuments } from "../../../src/archive/engine/read-documents.ts";
import { openFile, openPipe } from "../../../src/io/byte-source.ts";
import { sliceOf } from "../../../src/io/bytes.ts";
import { layer, listTree, makeTree, noise, PREFIX, packTree, type Spec, temporary } from "../trees.ts";

const MIB = 1024 * 1024;
const engine = openEngine({ workers: 2 });
afterAll(() => engine[Symbol.asyncDispose]());

/** What trees have that is easily lost. */
const ODD: Spec = {
  "bin/tool": { content: "#!/bin/sh\n", mode: 0o755 },
  "bin/setuid": { content: "s", mode: 0o6755 },
  "etc/secret": { content: "s", mode: 0o000 },
  "etc/shared": { content: "s", mode: 0o666, mtime: 0 },
  "etc/future": { content: "f", mtime: 10_000_000_000 },
  "etc/past": { content: "p", mtime: -1000 },
  "lib/libx.so": "-> libx.so.1",
  "lib/libx.so.1": "-> ../lib/libx.so.1.2",
  "lib/libx.so.1.2": noise(70_000),
  "lib/dangling": "-> nowhere/at all",
  "sticky/": { mode: 0o1777 },
  "closed/": { mode: 0o500 },
  "closed/in": "x",
  "group/": { mode: 0o2755 },
  "empty/": {},
  "empty file": "",
  "a-b": "sorts before a/",
  "a/b": "sorts behind a-b",
  "a.b": "sorts before a/ too",
  "Ünïcödé/naïve—file.txt": "ü",
  "Ünïcödé/plain": "only its folder is not ASCII",
  "lib/naïve": "only its folder is ASCII",
  "\u{1f600}/\uff21": "beyond the basic plane sorts by bytes",
  "new\nline": "n",
  "back\\slash": "b",
  [`${"long/".repeat(30)}file`]: "l",
  ["n".repeat(255)]: "longest name",
  [`links/${"l".repeat(120)}`]: `-> ../${"t/".repeat(80)}x`,
};

test("a tree comes back as it was: modes, whole-second times, links, names, empty directories", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), ODD);
  await using file = await saved(temp.path, await packTree(engine, layer(source)));
  await engine.unpack([{ ...file.blob, target: join(temp.path, "target") }]);
  expect(listTree(join(temp.path, "target", "content"))).toEqual(listTree(source));
  expect((await readdir(join(temp.path, "target"))).toSorted()).toEqual(["content", "digest"]);
});

test("a file of many frames and hundreds of small ones come back by workers", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), {
    huge: { content: noise(29 * MIB + 7), mode: 0o6511 },
    ...many(1500),
  });
  const packed = await packTree(engine, layer(source));
  expect(packed.blob.frames.filter(({ fileOffset }) => fileOffset !== undefined).length).toBe(3);
  await using file = await saved(temp.path, packed);
  await engine.unpack([{ ...file.blob, target: join(temp.path, "target") }]);
  expect(listTree(join(temp.path, "target", "content"))).toEqual(listTree(source));
});

test.each([
  ["2024-01-01T00:00:00.999999999Z", "1704067200"],
  ["1969-12-31T23:59:58.000000001Z", "-2"],
  ["1969-12-31T23:59:58Z", "-2"],
])("a time of %s is rounded down to %s seconds", async (time, expected) => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), { a: "a" });
  spawnSync("touch", ["-d", time, join(source, "a")]);
  await using file = await saved(temp.path, await packTree(engine, layer(source)));
  await engine.unpack([{ ...file.blob, target: join(temp.path, "target") }]);
  const found = spawnSync("stat", ["-c", "%.9Y", join(temp.path, "target", "content", "a")], { encoding: "utf8" });
  expect(found.stdout).toBe(`${expected}.000000000\n`);
});

test("a blob without a target is checked and nothing is written", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), ODD);
  await using file = await saved(temp.path, await packTree(engine, layer(source)));
  await engine.unpack([file.blob]);
  expect((await readdir(temp.path)).toSorted()).toEqual(["blob", "source"]);
});

test("progress ends at the whole content", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), { huge: noise(9 * MIB) });
  await using file = await saved(temp.path, await packTree(engine, layer(source)));
  const seen: number[] = [];
  await engine.unpack([file.blob], (bytes) => seen.push(bytes));
  expect(seen.at(-1)).toBe(file.blob.contentSize);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});

test("the same bytes come of 1 worker and of 4, of another place, and of files made in another order", async () => {
  await using temp = await temporary();
  const files: Spec = { huge: noise(9 * MIB), ...many(1200) };
  const one = await makeTree(join(temp.path, "one"), files);
  const other = await makeTree(
    join(temp.path, "elsewhere", "other"),
    Object.fromEntries(Object.entries(files).toReversed()),
  );
  await using single = openEngine({ workers: 1 });
  await using four = openEngine({ workers: 4 });
  const first = await packTree(single, layer(one));
  const second = await packTree(four, layer(other));
  expect(second.blob).toEqual(first.blob);
  expect(second.bytes.equals(first.bytes)).toBe(true);
});

test("the same bytes come under another umask, time zone and locale", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), ODD);
  const digests = [
    { umask: "022", TZ: "UTC", LC_ALL: "C" },
    { umask: "077", TZ: "Asia/Kathmandu", LC_ALL: "tr_TR.UTF-8" },
  ].map(({ umask, ...variables }) => digestInChild(source, umask, variables));
  expect(digests[0]).toMatch(/^[0-9a-f]{64}\n$/);
  expect(digests[1]).toBe(digests[0]);
});

test("frames of several trees come in the order of the trees", async () => {
  await using temp = await temporary();
  const small = await makeTree(join(temp.path, "small"), { a: "a" });
  const large = await makeTree(join(temp.path, "large"), { huge: noise(9 * MIB) });
  const plans = await engine.plan([small, large, small].map((path, i) => layer(path, `ocx/layers/${i}/`)));
  const order: number[] = [];
  for await (const { tree } of engine.pack(plans, 2)) order.push(tree);
  expect(order).toEqual([0, 1, 1, 1, 1, 2]);
});

test("a consumer that stops early leaves nothing under way", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), { huge: noise(40 * MIB) });
  const plans = await engine.plan([layer(source)]);
  for await (const { bytes } of engine.pack(plans, 2)) {
    expect(bytes.byteLength).toBeGreaterThan(0);
    break;
  }
  await expect(packTree(engine, layer(source))).resolves.toMatchObject({ blob: { entryCount: 3 } });
});

test("documents alone make a tree, in order of their bytes", async () => {
  await using temp = await temporary();
  const names = ["blobs/b/data", "blobs/a/data", "index/\u{1f600}", "index/\uff21", "blobs/a-b"];
  const documents = names.map((name) => ({ name, bytes: noise(5000, name) }));
  await using file = await saved(temp.path, await packTree(engine, { prefix: "ocx/", documents }));
  const found = await readDocuments(file.blob);
  expect([...found.keys()]).toEqual(["blobs/a-b", "blobs/a/data", "blobs/b/data", "index/\uff21", "index/\u{1f600}"]);
  for (const { name, bytes } of documents) expect(Buffer.from(found.get(name) ?? []).equals(bytes)).toBe(true);
});

test("a document of the largest size comes back, and a larger one is not written", async () => {
  await using temp = await temporary();
  const bytes = noise(4 * MIB);
  const larger = { prefix: "ocx/", documents: [{ name: "a", bytes: noise(4 * MIB + 1) }] };
  await expect(engine.plan([larger])).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
  await using file = await saved(
    temp.path,
    await packTree(engine, { prefix: "ocx/", documents: [{ name: "a", bytes }] }),
  );
  const found = await readDocuments(file.blob);
  expect(Buffer.from(found.get("a") ?? []).equals(bytes)).toBe(true);
});

test("a blob is unpacked while it still arrives through a pipe", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), { huge: noise(13 * MIB), ...many(300) });
  const { bytes, blob } = await packTree(engine, layer(source));
  const slowly = Readable.from(inSlices(bytes, 300_000));
  await using pipe = await openPipe(slowly, temp.path);
  await engine.unpack([{ ...blob, bytes: sliceOf(pipe, 0, bytes.length), target: join(temp.path, "target") }]);
  expect(listTree(join(temp.path, "target", "content"))).toEqual(listTree(source));
});

test("a pipe that ends too early is told", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), { huge: noise(13 * MIB) });
  const { bytes, blob } = await packTree(engine, layer(source));
  await using pipe = await openPipe(Readable.from(inSlices(bytes.subarray(0, -1), 300_000)), temp.path);
  await expect(engine.unpack([{ ...blob, bytes: sliceOf(pipe, 0, bytes.length) }])).rejects.toMatchObject({
    code: "BUNDLE_TRUNCATED",
  });
});

test("after a failure nothing is written any more", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), { huge: noise(40 * MIB), ...many(3000) });
  const { bytes, blob } = await packTree(engine, layer(source));
  const damaged = Buffer.from(bytes);
  damaged[Math.floor(bytes.length / 2)] = (damaged[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
  await using file = await saved(temp.path, { bytes: damaged, blob });
  const target = join(temp.path, "target");
  await expect(engine.unpack([{ ...file.blob, target }])).rejects.toMatchObject({ code: "FRAME_INVALID" });
  const before = await readdir(target, { recursive: true });
  await setTimeout(200);
  expect(await readdir(target, { recursive: true })).toEqual(before);
});

test("directories get their modes under a umask of 077 too", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), ODD);
  await using file = await saved(temp.path, await packTree(engine, layer(source)));
  const target = join(temp.path, "target");
  const run = child(
    `import { openEngine } from "./src/archive/engine/engine.ts"; import { openFile } from "./src/io/byte-source.ts";
     import { sliceOf } from "./src/io/bytes.ts";
     await using engine = openEngine({ workers: 1 }); await using source = await openFile(${JSON.stringify(file.source.name)});
     const bytes = sliceOf(source, 0, await source.size());
     await engine.unpack([{ ...${JSON.stringify({ ...file.blob, target })}, bytes }]);`,
    "077",
  );
  expect(run.stderr).toBe("");
  expect(listTree(join(target, "content"))).toEqual(listTree(source));
});

test.each([
  ["an absolute symlink", { l: "-> /etc/passwd" }],
  ["a symlink that leaves the layer", { "a/l": "-> ../../evil" }],
])("%s is not exported", async (_, spec) => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), spec);
  await expect(engine.plan([layer(source)])).rejects.toMatchObject({ code: "FILE_UNSUPPORTED" });
});

test("a named pipe is not exported, and is named", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), { a: "a" });
  spawnSync("mkfifo", [join(source, "pipe")]);
  await expect(engine.plan([layer(source)])).rejects.toMatchObject({
    code: "FILE_UNSUPPORTED",
    message: expect.stringContaining(join(source, "pipe")),
  });
});

test("a socket is not exported", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), { a: "a" });
  const server = createServer().listen(join(source, "socket"));
  await new Promise((resolve) => server.once("listening", resolve));
  await expect(engine.plan([layer(source)])).rejects.toMatchObject({ code: "FILE_UNSUPPORTED" });
  await new Promise((resolve) => server.close(resolve));
});

test("a name that is not UTF-8 is not exported", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), { a: "a" });
  await writeFile(Buffer.concat([Buffer.from(`${source}/`), Buffer.from([0x61, 0xff])]), "x");
  await expect(engine.plan([layer(source)])).rejects.toMatchObject({ code: "NAME_INVALID" });
});

test("a tree that is not there is told", async () => {
  await using temp = await temporary();
  await expect(engine.plan([layer(join(temp.path, "missing"))])).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
});

test("a symlink in the place of a layer tree is refused", async () => {
  await using temp = await temporary();
  await symlink("/usr", join(temp.path, "content"));
  await expect(engine.plan([layer(join(temp.path, "content"))])).rejects.toMatchObject({ code: "FILE_UNSUPPORTED" });
});

test.each(["file", "directory"])("a %s that may not be read is told, not skipped", async (kind) => {
  await using temp = await temporary();
  const path = kind === "file" ? "dir/secret" : "dir/";
  const source = await makeTree(join(temp.path, "source"), { "dir/secret": "s", [path]: { content: "s", mode: 0 } });
  await chmod(temp.path, 0o755);
  const run = child(
    `import { openEngine } from "./src/archive/engine/engine.ts";
     await using engine = openEngine({ workers: 1 });
     await engine.plan([{ prefix: "p/", directory: { name: "content", path: ${JSON.stringify(source)} }, documents: [] }])
       .then(() => console.log("planned"), ({ code, message }) => console.log(code, message));`,
    "022",
    process.geteuid?.() === 0 ? 65_534 : undefined,
  );
  expect(run.stdout).toContain("PERMISSION_DENIED");
  expect(run.stdout).toContain(join(source, "dir"));
});

test.each<[string, (path: string) => Promise<void>]>([
  ["has grown", (path) => appendFile(path, "more")],
  ["has shrunk", (path) => writeFile(path, "")],
  ["has another time", (path) => utimes(path, 1, 1)],
  ["was moved away", (path) => rename(path, `${path}-moved`)],
  ["became a symlink", (path) => rename(path, `${path}-moved`).then(() => symlink("a-moved", path))],
  ["became a directory", (path) => rename(path, `${path}-moved`).then(() => mkdir(path))],
])("a file that %s since it was planned is told", async (_, change) => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), { a: "content" });
  const plans = await engine.plan([layer(source)]);
  await change(join(source, "a"));
  await expect(Array.fromAsync(engine.pack(plans, 2))).rejects.toMatchObject({
    code: "FILE_CHANGED",
    message: expect.stringContaining(join(source, "a")),
  });
});

test("a failure in a worker is the same coded error as anywhere else", async () => {
  await using temp = await temporary();
  const source = await makeTree(join(temp.path, "source"), { huge: noise(9 * MIB), ...many(1200) });
  const plans = await engine.plan([layer(source)]);
  await appendFile(join(source, "huge"), "more");
  const failure = await Array.fromAsync(engine.pack(plans, 2)).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: "BundleError", code: "FILE_CHANGED", exitCode: 74 });
  expect(failure).toMatchObject({ hint: "Do not change the home while it is exported; run the export again." });
});

function many(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`d${i % 40}/sub/${i}`, `content of ${i}`]));
}

async function saved(
  directory: string,
  { bytes, blob }: { bytes: Buffer; blob: Awaited<ReturnType<typeof packTree>>["blob"] },
) {
  const path = join(directory, "blob");
  await writeFile(path, bytes);
  const source = await openFile(path);
  const framed = { ...blob, bytes: sliceOf(source, 0, bytes.length) };
  return { source, blob: framed, [Symbol.asyncDispose]: () => source[Symbol.asyncDispose]() };
}

async function* inSlices(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
    await setTimeout(1);
  }
}

function child(script: string, umask: string, uid?: number, variables: Record<string, string> = {}) {
  const program = `umask ${umask}; exec "$0" --input-type=module-typescript -e "$1"`;
  const { PATH = "" } = process.env;
  return spawnSync("sh", ["-c", program, process.execPath, script], {
    encoding: "utf8",
    env: { PATH, ...variables },
    ...(uid !== undefined && { uid }),
  });
}

function digestInChild(source: string, umask: string, variables: Record<string, string>): string {
  const script = `import { createHash } from "node:crypto"; import { openEngine } from "./src/archive/engine/engine.ts";
    await using engine = openEngine({ workers: 1 }); const hash = createHash("sha256");
    const tree = { prefix: ${JSON.stringify(PREFIX)}, directory: { name: "content", path: ${JSON.stringify(source)} }, documents: [] };
    for await (const { bytes } of engine.pack(await engine.plan([tree]), 2)) hash.update(bytes);
    console.log(hash.digest("hex"));`;
  return child(script, umask, undefined, variables).stdout;
}

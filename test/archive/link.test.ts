import { spawnSync } from "node:child_process";
import { lstatSync, statSync } from "node:fs";
import { appendFile, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openEngine } from "../../src/archive/engine/engine.ts";
import type { FramedBlob } from "../../src/archive/frames/frame-table.ts";
import type { LinkTree } from "../../src/archive/frames/tree.ts";
import { openFile } from "../../src/io/byte-source.ts";
import { sliceOf } from "../../src/io/bytes.ts";
import { layer, listTree, makeTree, noise, packTree, type Spec, temporary } from "./trees.ts";

const engine = openEngine({ workers: 2 });
afterAll(() => engine[Symbol.asyncDispose]());

interface Given {
  readonly spec: Spec;
  readonly strip?: number;
  readonly prefix?: string;
}

/** Makes what is given on disk, and an empty package. */
async function prepare(directory: string, given: readonly Given[]): Promise<LinkTree[]> {
  const content = join(directory, "content");
  await mkdir(content);
  const trees: LinkTree[] = [];
  for (const [index, { spec, strip = 0, prefix = "" }] of given.entries()) {
    const path = await makeTree(join(directory, `layer${index}`), spec);
    trees.push({ owner: "ocx.sh/acme/x", path, content, strip, prefix });
  }
  return trees;
}

/** Links layers into a package; returns its paths. */
type Link = (directory: string, ...given: readonly Given[]) => Promise<string[]>;

const link: Link = async (directory, ...given) => {
  await engine.link(await prepare(directory, given));
  return await pathsIn(join(directory, "content"));
};

/** The layers come out of blobs, are unpacked over the trees that were packed, and are linked meanwhile. */
const linkUnpacked: Link = async (directory, ...given) => {
  const file = join(directory, "blobs");
  await writeFile(file, "");
  const packed: (Omit<FramedBlob, "bytes"> & { readonly offset: number; readonly size: number })[] = [];
  let offset = 0;
  for (const { path, ...target } of await prepare(directory, given)) {
    const { bytes, blob } = await packTree(engine, layer(path));
    await appendFile(file, bytes);
    await rm(path, { recursive: true });
    // Above what is in the layer there is `content/` now.
    const links = [{ ...target, strip: target.strip + 1 }];
    packed.push({ ...blob, offset, size: bytes.length, target: `${path}-unpacked`, links });
    offset += bytes.length;
  }
  await using source = await openFile(file);
  await engine.unpack(packed.map((blob) => ({ ...blob, bytes: sliceOf(source, blob.offset, blob.size) })));
  for (const [index, { target = "" }] of packed.entries())
    await rename(join(target, "content"), join(directory, `layer${index}`));
  return await pathsIn(join(directory, "content"));
};

async function pathsIn(directory: string): Promise<string[]> {
  return (await readdir(directory, { recursive: true })).toSorted();
}

describe.each([
  { what: "trees that are there", linkGiven: link },
  { what: "trees that are unpacked", linkGiven: linkUnpacked },
])("of $what", ({ linkGiven }) => {
  test("files are hard links, symlinks are new and verbatim, directories get the default mode", async () => {
    await using temp = await temporary();
    await linkGiven(temp.path, {
      spec: {
        "bin/tool": { content: "t", mode: 0o4755 },
        "bin/alias": "-> ./tool",
        "closed/": { mode: 0o2500 },
        "closed/in": "x",
      },
    });
    const [from, to] = [join(temp.path, "layer0"), join(temp.path, "content")];
    expect(lstatSync(join(to, "bin/tool")).ino).toBe(lstatSync(join(from, "bin/tool")).ino);
    expect(lstatSync(join(to, "bin/alias")).ino).not.toBe(lstatSync(join(from, "bin/alias")).ino);
    expect(listTree(to)).toContain("bin/alias link ./tool");
    expect(statSync(join(to, "closed")).mode & 0o7777).toBe(0o777 & ~process.umask());
  });

  test.each<[string, readonly Given[], readonly string[]]>([
    ["nothing", [{ spec: { "a/b": "x", c: "y" } }], ["a", "a/b", "c"]],
    ["one level", [{ spec: { "a/b": "x", "d/e": "z", c: "dropped" }, strip: 1 }], ["b", "e"]],
    ["symlinks on the way", [{ spec: { "a/b": "x", l: "-> a" }, strip: 1 }], ["b"]],
    ["two levels of several roots", [{ spec: { "a/b/c": "x", "d/e/f": "y", "d/g/": {} }, strip: 2 }], ["c", "f"]],
    ["more levels than there are", [{ spec: { "a/b": "x" }, strip: 5, prefix: "p" }], []],
  ])("strip drops %s", async (_, given, expected) => {
    await using temp = await temporary();
    expect(await linkGiven(temp.path, ...given)).toEqual(expected);
  });

  test.each<[string, readonly Given[], readonly string[]]>([
    ["a prefix goes before all", [{ spec: { a: "x" }, prefix: "p/q" }], ["p", "p/q", "p/q/a"]],
    ["an empty layer makes its prefix", [{ spec: {}, prefix: "p" }], ["p"]],
    ["empty directories are made", [{ spec: { "a/b/": {} } }], ["a", "a/b"]],
    ["directories of layers merge", [{ spec: { "a/b": "x" } }, { spec: { "a/c": "y" } }], ["a", "a/b", "a/c"]],
    [
      "a prefix merges with another layer",
      [{ spec: { "p/a": "x" } }, { spec: { b: "y" }, prefix: "p" }],
      ["p", "p/a", "p/b"],
    ],
    ["no layers make an empty package", [], []],
  ])("%s", async (_, given, expected) => {
    await using temp = await temporary();
    expect(await linkGiven(temp.path, ...given)).toEqual(expected);
  });

  test.each<[string, ...Given[]]>([
    ["two files", { spec: { a: "x" } }, { spec: { a: "x" } }],
    ["two symlinks", { spec: { a: "-> x" } }, { spec: { a: "-> x" } }],
    ["a file and a directory", { spec: { a: "x" } }, { spec: { "a/b": "y" } }],
    ["a directory and a file", { spec: { "a/b": "y" } }, { spec: { a: "x" } }],
    ["a symlink to a directory and that directory", { spec: { "d/x": "x", a: "-> d" } }, { spec: { "a/b": "y" } }],
    ["a file and a prefix", { spec: { a: "x" } }, { spec: { b: "y" }, prefix: "a/c" }],
    ["a symlink and a prefix", { spec: { "d/x": "x", a: "-> d" } }, { spec: { b: "y" }, prefix: "a/c" }],
    ["two roots of one layer", { spec: { "a/x": "1", "b/x": "2" }, strip: 1 }],
  ])("%s at one path are an overlap", async (_, ...given) => {
    await using temp = await temporary();
    await expect(linkGiven(temp.path, ...given)).rejects.toMatchObject({ code: "LAYER_OVERLAP", exitCode: 74 });
  });

  test("a relative symlink that leaves the package is refused, and the package named", async () => {
    await using temp = await temporary();
    await expect(linkGiven(temp.path, { spec: { "a/b/l": "-> ../../x", "a/x": "x" }, strip: 1 })).rejects.toMatchObject(
      {
        code: "PATH_UNSAFE",
        exitCode: 65,
        message: expect.stringContaining("ocx.sh/acme/x"),
      },
    );
  });

  test("names are linked as they are, whether they or their folders are ASCII", async () => {
    await using temp = await temporary();
    const spec = { "plain/plain": "1", "plain/ü": "2", "ü/plain": "3", "ü/ü": "4", "ü/link": "-> plain" };
    await linkGiven(temp.path, { spec });
    expect(listTree(join(temp.path, "content"))).toEqual(listTree(join(temp.path, "layer0")));
  });
});

test("a symlink that stays inside thanks to its prefix is made", async () => {
  await using temp = await temporary();
  expect(await link(temp.path, { spec: { l: "-> ../x" }, prefix: "p" })).toEqual(["p", "p/l"]);
});

test("an absolute symlink is refused, as it is in a bundle", async () => {
  await using temp = await temporary();
  await expect(link(temp.path, { spec: { l: "-> /nowhere" } })).rejects.toMatchObject({
    code: "PATH_UNSAFE",
    message: expect.stringContaining('"l" to "/nowhere"'),
  });
});

test("what is no file, directory or symlink is left out", async () => {
  await using temp = await temporary();
  await mkdir(join(temp.path, "layer0"));
  spawnSync("mkfifo", [join(temp.path, "layer0", "pipe")]);
  expect(await link(temp.path, { spec: { a: "x" } })).toEqual(["a"]);
});

test("names that are not UTF-8 are linked as they are", async () => {
  await using temp = await temporary();
  const tree = await makeTree(join(temp.path, "layer0"), { ü: "x" });
  spawnSync("sh", ["-c", 'printf x > "$(printf "a\\377")"'], { cwd: tree });
  await link(temp.path, { spec: {} });
  const names = await readdir(join(temp.path, "content"), { encoding: "buffer" });
  expect(names.map((name) => name.toString("hex")).toSorted()).toEqual(["61ff", "c3bc"]);
});

test("thousands of files in one package and in many are all there", async () => {
  await using temp = await temporary();
  const spec = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`d${i % 50}/e${i % 7}/${i}`, "x"]));
  const tree = await makeTree(join(temp.path, "layer"), spec);
  const trees = Array.from({ length: 3 }, (_, i) => ({
    owner: `package ${i}`,
    content: join(temp.path, `content${i}`),
    path: tree,
    strip: 0,
    prefix: "",
  }));
  for (const { content } of trees) await mkdir(content);
  await engine.link(trees);
  for (const { content } of trees) expect(listTree(content)).toEqual(listTree(tree));
  expect(lstatSync(join(tree, "d0/e0/0")).nlink).toBe(4);
});

test("a file of many frames and hundreds of small ones are linked into two packages while they are unpacked", async () => {
  await using temp = await temporary();
  const small = Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`d${i % 40}/sub/${i}`, `content of ${i}`]));
  const huge = { content: noise(29 * 1024 * 1024 + 7), mode: 0o755 };
  const source = await makeTree(join(temp.path, "source"), { huge, ...small });
  const { bytes, blob } = await packTree(engine, layer(source));
  await writeFile(join(temp.path, "blob"), bytes);
  const links = ["one", "two"].map((name) => ({ owner: name, content: join(temp.path, name), strip: 1, prefix: "" }));
  for (const { content } of links) await mkdir(content);
  await using file = await openFile(join(temp.path, "blob"));
  await engine.unpack([{ ...blob, bytes: sliceOf(file, 0, bytes.length), target: join(temp.path, "target"), links }]);
  for (const { content } of links) expect(listTree(content)).toEqual(listTree(source));
  expect(lstatSync(join(temp.path, "target/content/huge")).nlink).toBe(3);
});

test("a layer that is not there is told", async () => {
  await using temp = await temporary();
  const tree = { owner: "x", path: join(temp.path, "missing"), content: temp.path, strip: 0, prefix: "" };
  await expect(engine.link([tree])).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
});

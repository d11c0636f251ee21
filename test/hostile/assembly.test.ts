import { writeFileSync } from "node:fs";
import { mkdir, mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openEngine } from "../../src/archive/engine/engine.ts";
import type { FramedBlob } from "../../src/archive/frames/frame-table.ts";
import { BundleError } from "../../src/errors.ts";
import { openFile } from "../../src/io/byte-source.ts";
import { sliceOf } from "../../src/io/bytes.ts";
import { craft, directory, END, file, symlink } from "./craft.ts";

interface Layer {
  readonly entries: readonly Buffer[];
  readonly strip?: number;
  readonly prefix?: string;
}

const layer = (entries: readonly Buffer[], more: Omit<Layer, "entries"> = {}): Layer => ({
  entries: [directory("content/"), ...entries],
  ...more,
});

/** How a package comes together: on disk, only in thought, or in an image. */
type Way = "written" | "verified" | "streamed";

/** Puts a package together from crafted layers. */
async function assemble(layers: readonly Layer[], way: Way): Promise<void> {
  await using temporary = await mkdtempDisposable(join(tmpdir(), "ocx-bundle-assembly-"));
  const content = join(temporary.path, "content");
  const path = join(temporary.path, "blobs");
  await mkdir(content);
  let offset = 0;
  const crafted: (Omit<FramedBlob, "bytes"> & { readonly offset: number; readonly size: number })[] = [];
  for (const [index, { entries, strip = 0, prefix = "" }] of layers.entries()) {
    const { bytes, blob } = craft(entries.length, Buffer.concat([...entries, END]));
    const links = [{ owner: "ocx.sh/acme/x", content, strip: strip + 1, prefix }];
    const target = way === "written" ? { target: join(temporary.path, String(index)) } : {};
    crafted.push({ ...blob, offset, links, ...target });
    writeFileSync(path, bytes, { flag: "a" });
    offset += bytes.length;
  }
  await using source = await openFile(path);
  await using engine = openEngine({ workers: 1 });
  const blobs = crafted.map((blob) => ({ ...blob, bytes: sliceOf(source, blob.offset, blob.size) }));
  if (way !== "streamed") await engine.unpack(blobs);
  else await Array.fromAsync(engine.stream([{ entries: [], sources: blobs }], { kind: "none" }));
  engine.checkPackages();
}

async function failureOf(layers: readonly Layer[], way: Way): Promise<BundleError | undefined> {
  try {
    await assemble(layers, way);
    return undefined;
  } catch (error) {
    if (error instanceof BundleError) return error;
    throw error;
  }
}

/** All ways, which must come to the same. */
async function verdicts(layers: readonly Layer[]): Promise<readonly string[]> {
  const failures = await Promise.all(
    (["written", "verified", "streamed"] as const).map((way) => failureOf(layers, way)),
  );
  return [...new Set(failures.map((failure) => failure?.code ?? "taken"))];
}

async function messageOf(layers: readonly Layer[]): Promise<string | undefined> {
  return (await failureOf(layers, "verified"))?.message;
}

const d = (path: string) => directory(`content/${path}/`);
const f = (path: string) => file(`content/${path}`, "x");
const l = (path: string, target: string) => symlink(`content/${path}`, target);

describe("two layers of a package", () => {
  test.each<[string, ...Layer[]]>([
    ["two files", layer([f("a")]), layer([f("a")])],
    ["two symlinks", layer([l("a", "x")]), layer([l("a", "x")])],
    ["a file and a directory", layer([f("a")]), layer([d("a"), f("a/b")])],
    ["a directory and a file", layer([d("a"), f("a/b")]), layer([f("a")])],
    ["a symlink and a directory", layer([l("a", "d"), d("d")]), layer([d("a"), f("a/b")])],
    ["a file and a prefix", layer([f("a")]), layer([f("b")], { prefix: "a/c" })],
    ["a file at the end of a prefix", layer([d("p"), f("p/a")]), layer([f("a")], { prefix: "p" })],
    ["files of which one is stripped", layer([d("p"), d("p/q"), f("p/q/a")], { strip: 1 }), layer([d("q"), f("q/a")])],
  ])("have one path: %s", async (_, ...layers) => {
    await expect(verdicts(layers)).resolves.toEqual(["LAYER_OVERLAP"]);
  });

  test("have one path where one of them is alone, and drops two directories", async () => {
    await expect(verdicts([layer([d("a"), f("a/x"), d("b"), f("b/x")], { strip: 1 })])).resolves.toEqual([
      "LAYER_OVERLAP",
    ]);
  });

  test.each<[string, ...Layer[]]>([
    ["directories", layer([d("a"), f("a/b")]), layer([d("a"), f("a/c")])],
    ["files on levels that are dropped", layer([f("a"), d("p"), f("p/b")], { strip: 1 }), layer([f("a")])],
    ["files apart by prefixes", layer([f("a")], { prefix: "p" }), layer([f("a")], { prefix: "q" })],
    ["a prefix that is a directory", layer([d("p"), f("p/a")]), layer([f("b")], { prefix: "p" })],
  ])("share nothing but %s", async (_, ...layers) => {
    await expect(verdicts(layers)).resolves.toEqual(["taken"]);
  });
});

describe("a symlink leaves the package", () => {
  test.each<[string, ...Layer[]]>([
    [
      "through one of another layer",
      layer([d("a"), l("a/up", "..")]),
      layer([d("b"), d("b/c"), l("b/c/l", "../../a/up/../x")]),
    ],
    ["whose directory is dropped", layer([d("a"), l("a/l", "../x"), f("x")], { strip: 1 })],
    [
      "through one of another layer, behind a prefix",
      layer([d("a"), l("a/up", "..")], { prefix: "p/q" }),
      layer([d("b"), d("b/c"), l("b/c/l", "../../p/q/a/up/../../../x")]),
    ],
    [
      "through three layers",
      layer([d("a"), l("a/up", "../b")]),
      layer([d("b"), l("b/up", "..")], { strip: 0 }),
      layer([d("c"), d("c/d"), d("c/d/e"), l("c/d/e/l", "../../../a/up/up/../x")]),
    ],
  ])("%s", async (_, ...layers) => {
    await expect(verdicts(layers)).resolves.toEqual(["PATH_UNSAFE"]);
  });

  test("though another layer of it has a symlink that does not", async () => {
    const other = layer([d("a"), l("a/down", "b")]);
    await expect(verdicts([other, layer([d("b"), l("b/l", "../a/down/../../x")])])).resolves.toEqual(["taken"]);
  });
});

test("the message names the package, the path and the target", async () => {
  const first = layer([d("a"), l("a/up", "..")]);
  const second = layer([d("b"), d("b/c"), l("b/c/l", "../../a/up/../x")]);
  await expect(messageOf([first, second])).resolves.toBe(
    'Cannot use symlink "b/c/l" to "../../a/up/../x": read step by step, it leaves the package ocx.sh/acme/x',
  );
  await expect(messageOf([layer([...first.entries.slice(1), ...second.entries.slice(1)])])).resolves.toBe(
    'Cannot use symlink "b/c/l" to "../../a/up/../x": read step by step, it leaves the layer sha256:crafted',
  );
});

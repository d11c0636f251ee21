import { spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openEngine } from "../../src/archive/engine/engine.ts";
import { zstdFrameProblem } from "../../src/archive/frames/zstd-frame.ts";
import { decodeHeader } from "../../src/tar/decode-header.ts";
import { layer, listTree, makeTree, noise, PREFIX, packTree, type Spec, temporary } from "../archive/trees.ts";
import { lacks } from "../fixtures/tools.ts";

const run = (tool: string, args: readonly string[], input?: Buffer) =>
  spawnSync(tool, args, { maxBuffer: 2 ** 30, ...(input !== undefined && { input }) });

const engine = openEngine({ workers: 2 });
afterAll(() => engine[Symbol.asyncDispose]());

/** Of every kind of block, and of every width of the content size. */
const CONTENTS = [
  Buffer.alloc(0),
  Buffer.from("x"),
  noise(100_000),
  Buffer.alloc(1_000_000),
  Buffer.from("abc".repeat(99_999)),
];

const SPEC: Spec = {
  "bin/tool": { content: "#!/bin/sh\n", mode: 0o6755 },
  secret: { content: "s", mode: 0 },
  old: { content: "o", mtime: -100_000 },
  far: { content: "f", mtime: 10_000_000_000 },
  "closed/": { mode: 0o555 },
  "closed/in": "x",
  "sticky/": { mode: 0o1777 },
  l: "-> bin/tool",
  "a-b": "1",
  "a/b": "2",
  "ü/naïve 😀": "3",
  "with\nline": "4",
  [`${"deep/".repeat(40)}end`]: "5",
  [`long/${"x".repeat(200)}`]: "6",
  [`long/${"y".repeat(120)}`]: `-> ../${"t/".repeat(70)}z`,
  huge: noise(9 * 1024 * 1024 + 1),
};

describe.skipIf(lacks("tar", "zstd"))("GNU tar and zstd", () => {
  test("unpack a layer blob to the tree that it was made of", async () => {
    await using temp = await temporary();
    const source = await makeTree(join(temp.path, "source"), SPEC);
    const { bytes } = await packTree(engine, layer(source));
    await writeFile(join(temp.path, "blob.tar.zst"), bytes);
    await mkdir(join(temp.path, "out"));
    const tar = run("tar", [
      "-C",
      join(temp.path, "out"),
      "--warning=no-timestamp",
      "-xpf",
      join(temp.path, "blob.tar.zst"),
      "--use-compress-program",
      "unzstd",
    ]);
    expect(tar.stderr.toString()).toBe("");
    expect(listTree(join(temp.path, "out", PREFIX, "content"))).toEqual(listTree(source));
  });

  test("list entries in ascending order of their bytes, closing slashes included, owned by 0", async () => {
    await using temp = await temporary();
    const source = await makeTree(join(temp.path, "source"), SPEC);
    const { bytes, blob } = await packTree(engine, layer(source));
    const tar = run("zstd", ["-dc"], bytes).stdout;
    const listed = run(
      "tar",
      ["-tf", "-", "--quoting-style=literal", "--null", "--show-transformed-names"],
      tar,
    ).stdout;
    const verbose = run("tar", ["-tvf", "-", "--numeric-owner"], tar).stdout.toString().trim().split("\n");
    expect(verbose).toHaveLength(blob.entryCount);
    expect(verbose.filter((line) => !line.includes(" 0/0 "))).toEqual([]);
    // A name with a line feed cannot be told apart in this list: it is left out.
    const names = listed
      .toString("latin1")
      .trimEnd()
      .split("\n")
      .filter((name) => name.startsWith(PREFIX) && !name.includes("content/with"));
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(names[0]).toBe(`${PREFIX}content/`);
    expect(names.at(-1)).toBe(`${PREFIX}digest`);
  });

  test("every frame decodes alone, and zstd finds a checksum and a content size in each", async () => {
    await using temp = await temporary();
    const source = await makeTree(join(temp.path, "source"), SPEC);
    const { bytes, blob, frames } = await packTree(engine, layer(source));
    for (const [index, frame] of frames.entries()) {
      expect(run("zstd", ["-dc"], frame).stdout.length).toBe(blob.frames[index]?.contentSize);
      expect(zstdFrameProblem(frame)).toBeUndefined();
    }
    await writeFile(join(temp.path, "blob.zst"), bytes);
    expect(run("zstd", ["-tq", join(temp.path, "blob.zst")]).status).toBe(0);
    const listed = run("zstd", ["-lv", join(temp.path, "blob.zst")]).stdout.toString();
    expect(listed).toMatch(new RegExp(`Frames: ${frames.length}\\b`));
    expect(listed).toMatch(/Check: XXH64/);
    expect(listed).toContain(`(${blob.contentSize} B)`);
  });

  test("read sizes from 8 GiB in base-256", async () => {
    await using temp = await temporary();
    const { encodeHeader, FILE } = await import("../../src/tar/headers.ts");
    const { asByteString } = await import("../../src/tar/byte-string.ts");
    const size = 9 * 1024 ** 3;
    const header = encodeHeader({
      path: asByteString("big"),
      type: FILE,
      mode: 0o644,
      size,
      mtime: 0,
      target: asByteString(""),
    });
    await writeFile(join(temp.path, "big.tar"), header);
    expect(run("tar", ["-tvf", join(temp.path, "big.tar")]).stdout.toString()).toContain(` ${size} `);
  });

  test.each(["ustar", "gnu", "pax"])("write %s headers that decodeHeader() reads", async (format) => {
    await using temp = await temporary();
    await makeTree(temp.path, { "dir/file": { content: "x".repeat(1000), mode: 0o640, mtime: 1234 } });
    const args = ["-C", temp.path, "--format", format, "-cf", "-", "--no-recursion", "--mtime=@1234"];
    const tar = run("tar", [
      ...args,
      ...(format === "pax" ? ["--pax-option=delete=atime,delete=ctime"] : []),
      "dir/file",
    ]).stdout;
    const header = decodeHeader(tar);
    expect(header).toMatchObject({ path: "dir/file", type: "0", size: 1000, mode: 0o640, mtime: 1234 });
  });

  test("make frames of every kind whose length is found", () => {
    for (const content of CONTENTS) {
      for (const flags of [["-1"], ["-19"], ["--fast=5"], ["--stream-size", String(content.length)]]) {
        const frame = run("zstd", ["-qc", ...flags], content).stdout;
        expect(zstdFrameProblem(frame)).toBeUndefined();
        expect(zstdFrameProblem(Buffer.concat([frame, Buffer.from("behind")]))).toBe(
          `it ends after ${frame.length} of its bytes`,
        );
        expect(zstdFrameProblem(frame.subarray(0, -1))).toBe("it is not a complete zstd frame");
      }
    }
  });

  test.each(CONTENTS)("make frames that are refused: without a checksum", (content) => {
    expect(zstdFrameProblem(run("zstd", ["-qc", "--no-check"], content).stdout)).toBe("it has no checksum");
  });

  test("make frames that are refused: with a window over 2^23", () => {
    const frame = run("zstd", ["-qc", "--long=24"], Buffer.alloc(20_000_000)).stdout;
    expect(zstdFrameProblem(frame)).toBe("its window is over 8388608 bytes");
  });
});

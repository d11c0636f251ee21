import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { openEngine } from "../../../src/archive/engine/engine.ts";
import { textOfTree } from "../../../src/archive/engine/text-sources.ts";
import type { TextRange } from "../../../src/archive/frames/text.ts";
import { openFile } from "../../../src/io/byte-source.ts";
import { sliceOf } from "../../../src/io/bytes.ts";
import { needs, run } from "../../fixtures/tools.ts";
import { makeTree, noise, PREFIX, packTree, temporary } from "../trees.ts";

const MAGIC = Buffer.from([0x37, 0xa4, 0x30, 0xec]);

needs("zstd")("a patch is what zstd decodes with that range of the old tar as it is on the other side", async () => {
  await using directory = await temporary();
  await using engine = openEngine({ workers: 1 });
  const content = noise(100_000);
  const old = await makeTree(join(directory.path, "old"), { "a/": "", b: Buffer.concat([MAGIC, content]), c: "-> b" });
  const next = await makeTree(join(directory.path, "new"), { b: Buffer.concat([content, Buffer.from("new")]) });
  const [plan] = await engine.plan([treeOf(old)]);
  if (plan === undefined) throw new Error("no plan");
  const text = textOfTree(plan, "old");
  // What GNU tar would call the content of `b`: behind the headers of content/, content/a/ and content/b.
  const start = 3 * 512;
  const packed = await packTree(engine, treeOf(next));
  const path = join(directory.path, "blob");
  writeFileSync(path, packed.bytes);
  await using source = await openFile(path);
  const blob = { ...packed.blob, bytes: sliceOf(source, 0, packed.bytes.length) };
  for (const [range, offset] of [
    [{ offset: start, length: 90_000 }, start + 1],
    [{ offset: start + 4, length: 90_000 }, start + 4],
  ] as [TextRange, number][]) {
    const rows: { size: number; range?: TextRange; bytes: Buffer }[] = [];
    for await (const frame of engine.patch({ ...blob, patched: { text, ranges: [range] } }))
      rows.push({ ...frame, bytes: Buffer.from(frame.bytes) });
    expect(rows.map((row) => row.range)).toEqual([{ offset, length: 90_000 - offset + range.offset }]);
    expect(rows[0]?.size).toBeLessThan(12_000);
    const dictionary = join(directory.path, "dictionary");
    writeFileSync(dictionary, Buffer.concat([MAGIC, content]).subarray(offset - start, 90_000 + range.offset - start));
    writeFileSync(join(directory.path, "patch"), rows[0]?.bytes ?? "");
    const decoded = run("zstd", ["-qdc", `--patch-from=${dictionary}`, join(directory.path, "patch")]);
    expect(decoded.equals(run("zstd", ["-qdc", path]))).toBe(true);
  }
});

function treeOf(path: string) {
  return { prefix: PREFIX, directory: { name: "content", path }, documents: [] };
}

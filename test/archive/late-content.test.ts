import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { openEngine } from "../../src/archive/engine/engine.ts";
import type { FramedBlob } from "../../src/archive/frames/frame-table.ts";
import { BundleError } from "../../src/errors.ts";
import type { Bytes, FileRange } from "../../src/io/bytes.ts";
import { layer, listTree, makeTree, noise, packTree, type Spec, temporary } from "./trees.ts";

const engine = openEngine({ workers: 2 });
afterAll(() => engine[Symbol.asyncDispose]());

/** Runs of bytes of a file that are there only when `wait` has ended: as a server answers ranges. */
function late(path: string, size: number, wait: (offset: number) => Promise<void>): Bytes {
  const locate = async (offset: number, length: number): Promise<FileRange[]> => {
    await wait(offset);
    return [{ path, offset, length }];
  };
  return { name: path, size, locate, read: () => Promise.reject(new Error("nobody reads")) };
}

async function blobOf(
  directory: string,
  name: string,
  spec: Spec,
): Promise<{ source: string; path: string; size: number; blob: Omit<FramedBlob, "bytes"> }> {
  const source = await makeTree(join(directory, `${name}-source`), spec);
  const { bytes, blob } = await packTree(engine, layer(source));
  const path = join(directory, name);
  await writeFile(path, bytes);
  return { source, path, size: bytes.length, blob: { ...blob, target: join(directory, `${name}-target`) } };
}

test("a blob whose ranges arrive late and last first is unpacked as it was", async () => {
  await using temp = await temporary();
  const { source, path, size, blob } = await blobOf(temp.path, "blob", {
    huge: noise(9_000_000),
    ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`f${i}`, noise(300_000, `${i}`)])),
  });
  const asked: number[] = [];
  const arrived: number[] = [];
  const bytes = late(path, size, async (offset) => {
    asked.push(offset);
    await sleep(200 * (1 - offset / size));
    arrived.push(offset);
  });
  await engine.unpack([{ ...blob, bytes }]);
  expect(listTree(join(blob.target ?? "", "content"))).toEqual(listTree(source));
  expect(asked[0]).toBe(0);
  expect(arrived[0]).toBeGreaterThan(arrived.at(-1) ?? 0);
});

test("work that is ready overtakes work that waits", async () => {
  await using temp = await temporary();
  const waiting = await blobOf(temp.path, "waiting", { a: noise(3_000_000) });
  const ready = await blobOf(temp.path, "ready", { b: noise(9_000_000) });
  const gate = Promise.withResolvers<void>();
  const done: number[] = [];
  const unpacked = engine.unpack(
    [
      { ...waiting.blob, bytes: late(waiting.path, waiting.size, () => gate.promise) },
      { ...ready.blob, bytes: late(ready.path, ready.size, async () => {}) },
    ],
    (content) => {
      done.push(content);
      // Opened only when the whole second blob is there: whoever waits for the first one waits for ever.
      if (content >= ready.blob.contentSize) gate.resolve();
    },
  );
  await unpacked;
  expect(done.at(-1)).toBe(waiting.blob.contentSize + ready.blob.contentSize);
  expect(listTree(join(waiting.blob.target ?? "", "content"))).toEqual(listTree(waiting.source));
});

test("work that is ready overtakes as much as several ranges hold that are on their way", async () => {
  await using temp = await temporary();
  const waiting = await blobOf(temp.path, "waiting", { a: "a" });
  const ready = await blobOf(temp.path, "ready", { b: noise(10_000) });
  const gate = Promise.withResolvers<void>();
  const late100 = Array.from({ length: 100 }, (_, index) => ({
    ...waiting.blob,
    target: join(temp.path, `target-${index}`),
    bytes: late(waiting.path, waiting.size, () => gate.promise),
  }));
  const last = { ...ready.blob, bytes: late(ready.path, ready.size, async () => {}) };
  const done: number[] = [];
  await engine.unpack([...late100, last], (content) => {
    done.push(content);
    gate.resolve();
  });
  expect(done[0]).toBe(ready.blob.contentSize);
  expect(done.at(-1)).toBe(100 * waiting.blob.contentSize + ready.blob.contentSize);
});

test("a range that cannot be had ends the run, although another one never comes", async () => {
  await using temp = await temporary();
  const first = await blobOf(temp.path, "first", { huge: noise(9_000_000) });
  const never = { ...first.blob, bytes: late(first.path, first.size, () => new Promise(() => {})) };
  const second = await blobOf(temp.path, "second", { small: "s" });
  const refuse = () => Promise.reject(new BundleError("FILE_CHANGED", "Cannot read x: it changed meanwhile"));
  const failing = { ...second.blob, bytes: late(second.path, second.size, refuse) };
  await expect(engine.unpack([never, failing])).rejects.toMatchObject({ code: "FILE_CHANGED" });
});

test("verification checks content digests, unpacking only on request", async () => {
  await using temp = await temporary();
  const { path, size, blob } = await blobOf(temp.path, "blob", { a: "content" });
  const frames = blob.frames.map((frame) => ({ ...frame, contentDigest: `sha256:${"0".repeat(64)}` }));
  const lying = { ...blob, frames, bytes: late(path, size, async () => {}) };
  await engine.unpack([lying]);
  const { target: _, ...verified } = lying;
  const checked = { ...lying, target: `${lying.target}-checked`, checksContent: true };
  for (const one of [verified, checked]) {
    await expect(engine.unpack([one])).rejects.toMatchObject({
      code: "FRAME_INVALID",
      message: expect.stringContaining("content digest"),
    });
  }
});

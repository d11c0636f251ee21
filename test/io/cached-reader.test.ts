import { writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cachedReader } from "../../src/io/cached-reader.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";

const CONTENT = "0123456789";

async function openContent() {
  const path = join(temporaryDirectory(), "content");
  writeFileSync(path, CONTENT);
  return { path, file: await open(path) };
}

test.each([
  [3, 512, "the next second goes to the thread pool"],
  [3, 0, "the next read is as before: another process had the processor"],
  [60, 0, "the next second goes to the thread pool: the file system may count nothing"],
])("after a read of %i ms with %i blocks of a device, %s", async (slow, some, what) => {
  const { path, file } = await openContent();
  await using _ = file;
  let [time, blocks, takes] = [0, 0, 0];
  const read = cachedReader({ now: () => (time += takes), blocks: () => blocks });
  const poolTasks = () => process.getActiveResourcesInfo().filter((name) => name === "FSReqPromise").length;
  const isAtOnce = async (): Promise<boolean> => {
    const bytes = Buffer.alloc(4);
    const before = poolTasks();
    const reading = read(file, bytes, { path, offset: 3, length: 4 });
    const after = poolTasks();
    await reading;
    expect(bytes.toString()).toBe("3456");
    return before === after;
  };
  expect([await isAtOnce(), await isAtOnce()]).toEqual([true, true]);
  takes = slow;
  blocks += some;
  expect(await isAtOnce()).toBe(true);
  takes = 0;
  const isPool = what.includes("pool");
  expect([await isAtOnce(), await isAtOnce()]).toEqual([!isPool, !isPool]);
  time += 1000;
  expect(await isAtOnce()).toBe(true);
});

test("a file that ends early is an error", async () => {
  const { path, file } = await openContent();
  await using _ = file;
  const read = cachedReader();
  await expect(read(file, Buffer.alloc(8), { path, offset: 3, length: 8 })).rejects.toMatchObject({
    code: "BUNDLE_TRUNCATED",
  });
});

import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { mapInBatches } from "../../src/io/batches.ts";

test("mapInBatches() gives results in the order of the items", async () => {
  const items = Array.from({ length: 200 }, (_, i) => i);
  expect(await mapInBatches(items, async (item) => item * 2)).toEqual(items.map((item) => item * 2));
});

test("mapInBatches() fails when all that it began has ended, and begins nothing more", async () => {
  let begun = 0;
  let ended = 0;
  const work = async (item: number): Promise<void> => {
    begun++;
    if (item === 0) throw new Error("first");
    await sleep(20);
    ended++;
  };
  await expect(
    mapInBatches(
      Array.from({ length: 200 }).map((_, i) => i),
      work,
    ),
  ).rejects.toThrow("first");
  expect(ended).toBe(begun - 1);
  expect(begun).toBeLessThan(200);
});

import { expect, test } from "vitest";
import { planRequests } from "../../src/io/plan-requests.ts";
import { remoteAt } from "../fixtures/remote.ts";

const MIB = 1024 * 1024;
const file = remoteAt("http://127.0.0.1/a");
const other = remoteAt("http://127.0.0.1/b");

function spans(...runs: readonly [offset: number, size: number][]): number[][] {
  return planRequests(runs.map(([offset, size]) => ({ file, offset, size }))).map(({ start, end }) => [start, end]);
}

test("planRequests() joins neighbours, and small gaps between them", () => {
  expect(spans([512, 1000], [2048, 1000], [3048, 1])).toEqual([[512, 3049]]);
});

test("planRequests() does not fetch a large gap", () => {
  expect(spans([0, 10], [10 + 64 * 1024 + 1, 10])).toEqual([
    [0, 10],
    [65547, 65557],
  ]);
});

test("planRequests() keeps the order of runs that go back", () => {
  expect(spans([100, 10], [0, 10], [10, 10])).toEqual([
    [100, 110],
    [0, 20],
  ]);
});

test("planRequests() joins nothing of two files", () => {
  const planned = planRequests([
    { file, offset: 0, size: 10 },
    { file: other, offset: 10, size: 10 },
  ]);
  expect(planned).toEqual([
    { file, start: 0, end: 10 },
    { file: other, start: 10, end: 20 },
  ]);
});

test("planRequests() fetches what says what a run is", () => {
  const preface = { size: 512, check: () => {} };
  expect(planRequests([{ file, offset: 1024, size: 10, preface }])).toEqual([{ file, start: 512, end: 1034 }]);
});

test.each([
  [1, 1],
  [4 * MIB, 1],
  [5 * MIB, 2],
  [128 * MIB, 32],
  [512 * MIB, 32],
  [4096 * MIB, 128],
])("planRequests() cuts %i bytes into %i requests, all of them needed and none over 32 MiB", (size, count) => {
  const planned = spans([7, size]);
  expect(planned).toHaveLength(count);
  const borders = planned.slice(1).map(([start]) => start);
  expect(planned.map(([start]) => start)).toEqual([7, ...borders]);
  expect(planned.map(([, end]) => end)).toEqual([...borders, 7 + size]);
  expect(Math.max(...planned.map(([start = 0, end = 0]) => end - start))).toBeLessThanOrEqual(32 * MIB);
});

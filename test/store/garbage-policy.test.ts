import { expect, test } from "vitest";
import { parseDigest } from "../../src/oci/digest.ts";
import {
  type EntryRow,
  type GarbagePolicy,
  type PartialRow,
  planGarbage,
  planPartials,
} from "../../src/store/garbage-policy.ts";

const DAY = 86_400_000;
const NOW = 100 * DAY;

/** `a` days ago, used `b` days ago, with blobs by their sizes: equal sizes are the same blob. */
function row(name: string, [added, used]: readonly [number, number], sizes: readonly number[] = []): EntryRow {
  const digestOf = (size: number) => parseDigest(`sha256:${String(size).padStart(64, "0")}`);
  const describe = (size: number) => ({ mediaType: "a/b", digest: digestOf(size), size });
  const [repository = "", tag = ""] = name.split(":");
  return {
    entry: { descriptor: describe(added * 1000 + used), name: { repository, tag } },
    usage: { added: NOW - added * DAY, used: NOW - used * DAY, origin: "" },
    blobs: new Map(sizes.map((size) => [digestOf(size), describe(size)])),
  };
}

const ROWS = [
  row("a:1", [30, 30], [100, 1]),
  row("a:2", [20, 1], [100, 2]),
  row("a:3", [10, 10], [100, 3]),
  row("b:1", [40, 40], [50]),
];

test.each<[GarbagePolicy, string[]]>([
  [{}, []],
  [{ keep: 1 }, ["a:1", "a:2"]],
  [{ keep: 2 }, ["a:1"]],
  [{ unusedFor: 20 * DAY }, ["a:1", "b:1"]],
  [{ unusedFor: 30 * DAY }, ["b:1"]],
  [{ maxSize: 156 }, []],
  [{ maxSize: 155 }, ["b:1"]],
  // The shared blob stays as long as one needs it.
  [{ maxSize: 105 }, ["a:1", "b:1"]],
  [{ maxSize: 104 }, ["a:1", "a:3", "b:1"]],
  [{ maxSize: 1 }, ["a:1", "a:2", "a:3", "b:1"]],
  [{ keep: 2, unusedFor: 5 * DAY }, ["a:1", "a:3", "b:1"]],
])("planRemoval(%o) removes %o", (policy, removed) => {
  const names = planGarbage(ROWS, policy, NOW).map(({ name }) => `${name?.repository}:${name?.tag}`);
  expect(names).toEqual(removed);
});

test("of names with one digest, those that were written last are kept", () => {
  const rows = ["a:1", "a:2", "a:3"].map((name) => row(name, [1, 1]));
  const names = planGarbage(rows, { keep: 1 }, NOW).map(({ name }) => name?.tag);
  expect(names).toEqual(["1", "2"]);
});

test("what has no record of use is as new", () => {
  const unknown = { ...row("a:1", [30, 30]), usage: undefined };
  expect(planGarbage([unknown, ...ROWS], { keep: 1, unusedFor: DAY }, NOW)).not.toContain(unknown.entry);
});

const PARTIALS: readonly PartialRow[] = [1, 8].map((used) => {
  const { entry, blobs } = row("p:1", [used, used], [100, used + 10]);
  return { root: entry.descriptor.digest, used: NOW - used * DAY, blobs };
});

test.each<[GarbagePolicy, number]>([
  [{}, 1],
  [{ unusedFor: 9 * DAY }, 2],
  [{ unusedFor: DAY / 2 }, 0],
  [{ keep: 1 }, 1],
  // What is named has 156 bytes. The shared blob of 100 is counted once.
  [{ maxSize: 167, unusedFor: 9 * DAY }, 1],
  [{ maxSize: 185, unusedFor: 9 * DAY }, 2],
  [{ maxSize: 166 }, 0],
])("planPartials(%o) keeps %i of two bundles that are not whole", (policy, count) => {
  const { stays, goes } = planPartials(PARTIALS, ROWS, policy, NOW);
  expect([stays.length, goes.length]).toEqual([count, 2 - count]);
});

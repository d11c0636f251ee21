import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { headDocuments } from "../../src/bundle/bundle-documents.ts";
import { headOf, planBundle } from "../../src/bundle/plan-bundle.ts";
import { encodeHead } from "../../src/layout/tar-head.ts";
import { FACTS, PREFIX_A, PREFIX_B, SAMPLE, smallTree, someDigest } from "../fixtures/bundle.ts";

function planOf(name: string, size: number) {
  return smallTree(`ocx/layers/${name}/`, { a: "x".repeat(size) }).plan;
}

test("planBundle() puts the largest layers first, then orders by registry and digest", () => {
  const layers = [
    { registry: "b.io", digest: someDigest("1"), plan: planOf("1", 1) },
    { registry: "a.io", digest: someDigest("3"), plan: planOf("2", 1) },
    { registry: "a.io", digest: someDigest("2"), plan: planOf("3", 1) },
    { registry: "z.io", digest: someDigest("4"), plan: planOf("4", 5000) },
  ];
  const expected = ["z.io 4", "a.io 2", "a.io 3", "b.io 1"];
  for (const given of [layers, layers.toReversed()]) {
    const plan = planBundle({ ...SAMPLE, layers: given });
    expect(plan.layers.map(({ registry, digest }) => `${registry} ${digest[7]}`)).toEqual(expected);
    expect(plan.trees[0]).toBe(SAMPLE.store);
  }
});

test("planBundle() gives two layers with one place in a home one blob", () => {
  const { plan } = smallTree(PREFIX_A, { a: "a" });
  const other = smallTree(PREFIX_B, { a: "a" });
  const layers = [
    { registry: "localhost:5000", digest: someDigest("a"), plan },
    { registry: "localhost_5000", digest: someDigest("a"), plan },
    { registry: "localhost_5000", digest: someDigest("b"), plan: other.plan },
  ];
  const planned = planBundle({ ...SAMPLE, layers });
  expect(planned.trees).toEqual([SAMPLE.store, plan, other.plan]);
  expect(planned.layers.map(({ tree }) => tree)).toEqual([1, 1, 2]);
});

test("planBundle() keeps the order of roots and fixes that of packages and sources", () => {
  const packages = ["3", "1", "2"].map((digit) => ({
    ...FACTS.packages[0],
    registry: "ocx.sh",
    repositories: [],
    platform: "any",
    leaf: someDigest(digit),
  }));
  const roots = packages.map(({ leaf }) => ({
    ...FACTS.roots[0],
    identifier: leaf,
    registry: "ocx.sh",
    repository: "a",
    leaf,
    current: false,
    declaredBy: "identifier" as const,
  }));
  const sources = [
    { registry: "z.io", published: false },
    { registry: "a.io", published: true },
  ];
  const { facts } = planBundle({ ...SAMPLE, facts: { ...FACTS, packages, roots, sources } });
  expect(facts.roots).toEqual(roots);
  expect(facts.packages.map(({ leaf }) => leaf[7])).toEqual(["1", "2", "3"]);
  expect(facts.sources.map(({ registry }) => registry)).toEqual(["a.io", "z.io"]);
});

test.each(["", "a b", "-x", "a/b", "a:b", "ä", "x".repeat(129)])("planBundle() refuses the name %j", (name) => {
  expect(() => planBundle({ ...SAMPLE, name })).toThrowError(expect.objectContaining({ code: "OPTION_INVALID" }));
});

/** Trees as lists of frames: content size and what came of it, at most zstd's bound. */
const anyTrees = array(
  array(
    integer({ min: 1, max: 2 ** 23 }).chain((contentSize) =>
      integer({ min: 1, max: contentSize + Math.floor(contentSize / 256) + 64 }).map((size) => ({ contentSize, size })),
    ),
    { minLength: 1, maxLength: 8 },
  ),
  { minLength: 1, maxLength: 5 },
);

test("the room of the head holds whatever sizes the frames turn out to have", () => {
  const check = property(anyTrees, (trees) => {
    const made = trees.map((frames, place) => ({
      tree: { prefix: `ocx/${place}/`, documents: [] },
      contentSize: frames.reduce((sum, { contentSize }) => sum + contentSize, 0),
      entryCount: frames.length,
      frames: frames.map((frame) => ({ ...frame, records: [], fileBytes: 0, digest: someDigest("e") })),
    }));
    const [store = SAMPLE.store, ...rest] = made;
    const layers = rest.map((plan, place) => ({ registry: `r${place}.io`, digest: someDigest("0"), plan }));
    const plan = planBundle({ ...SAMPLE, store, layers });
    const tables = plan.trees.map((tree) => {
      const { contentSize, entryCount, frames } = made.find((one) => one === tree) ?? raise();
      return { blob: someDigest("f"), contentSize, entryCount, frames };
    });
    const { head } = headOf(plan, tables);
    const bytes = encodeHead({ root: head.root, documents: headDocuments(head) }, plan.room);
    expect(bytes.byteLength).toBe(plan.room);
  });
  assert(check, { numRuns: 200 });
});

function raise(): never {
  throw new Error("the plan has a tree that was not given");
}

test("planBundle() refuses what no reader would take", () => {
  const many = Array.from({ length: 30_000 }, (_, place) => ({
    registry: `r${place}.io`,
    digest: someDigest("0"),
    plan: { ...SAMPLE.store, tree: { prefix: `ocx/${place}/`, documents: [] } },
  }));
  expect(() => planBundle({ ...SAMPLE, layers: many })).toThrowError(
    expect.objectContaining({ code: "LIMIT_EXCEEDED" }),
  );
});

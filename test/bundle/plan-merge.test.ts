import { expect, test } from "vitest";
import type { BundleRoot } from "../../src/bundle/config.ts";
import { type MergeInput, planMerge } from "../../src/bundle/plan-merge.ts";
import { parseDigest } from "../../src/oci/digest.ts";
import { someDigest } from "../fixtures/bundle.ts";

const digest = (letter: string) => parseDigest(someDigest(letter));

function root(changes: Partial<BundleRoot>): BundleRoot {
  const named = { identifier: "ocx.sh/tool:1", registry: "ocx.sh", repository: "tool", tag: "1" };
  return { ...named, leaf: digest("1"), current: false, declaredBy: "identifier", ...changes };
}

function input(letter: string, architecture: string, changes: Partial<MergeInput> = {}): MergeInput {
  const mediaType = "application/vnd.oci.image.manifest.v1+json";
  const annotations = { "org.opencontainers.image.ref.name": `tools-${letter}` };
  return {
    origin: `/media/${letter}.tar`,
    descriptor: { mediaType, digest: digest(letter), size: 700, annotations, artifactType: "x" },
    configSize: 1000,
    platform: { os: "linux", architecture, features: [] },
    roots: [],
    layers: [],
    ...changes,
  };
}

test("planMerge() gives one index for any order, by platform, without what other tools drop", () => {
  const inputs = [input("b", "amd64"), input("a", "arm64"), input("c", "riscv64")];
  const { index } = planMerge(inputs);
  for (const order of [inputs.toReversed(), [...inputs, ...inputs]])
    expect(Buffer.from(planMerge(order).index).equals(Buffer.from(index))).toBe(true);
  const text = Buffer.from(index).toString();
  const { manifests } = JSON.parse(text);
  expect(manifests.map((one: { digest: string }) => one.digest)).toEqual(["b", "a", "c"].map(digest));
  expect(text).not.toContain("artifactType");
});

test.each<[string, Partial<BundleRoot>, Partial<BundleRoot>]>([
  ["the same image index", { index: digest("9") }, { index: digest("9"), leaf: digest("2") }],
  [
    "what a lock says of each platform",
    { declaredBy: "lock", identifier: `ocx.sh/tool:1@${digest("1")}` },
    { declaredBy: "lock", identifier: `ocx.sh/tool:1@${digest("2")}`, leaf: digest("2") },
  ],
  [
    "a digest of its own on each platform",
    { identifier: `ocx.sh/tool:1@${digest("1")}` },
    { identifier: `ocx.sh/tool:1@${digest("2")}`, leaf: digest("2") },
  ],
  ["another registry", {}, { registry: "other.example", identifier: "other.example/tool:1", leaf: digest("2") }],
])("planMerge() takes a tag that is %s", (_, one, two) => {
  const inputs = [input("a", "amd64", { roots: [root(one)] }), input("b", "arm64", { roots: [root(two)] })];
  expect(planMerge(inputs).inputs).toHaveLength(2);
});

test.each<[string, Partial<BundleRoot>, Partial<BundleRoot>]>([
  ["two image indexes", { index: digest("8") }, { index: digest("9") }],
  ["two packages without an image index", {}, { leaf: digest("2") }],
  ["an image index here and a package there", { index: digest("8") }, {}],
])("planMerge() refuses a tag that is %s, with everything else", (_, one, two) => {
  const inputs = [
    input("a", "amd64", { roots: [root(one)] }),
    input("b", "arm64", { roots: [root(two)] }),
    input("c", "arm64"),
  ];
  const message = expect.stringMatching(/b\.tar[^]*c\.tar[^]*linux\/arm64\n.*ocx\.sh\/tool:1[^]*a\.tar[^]*b\.tar/);
  expect(() => planMerge(inputs)).toThrow(expect.objectContaining({ code: "MERGE_CONFLICT", message }));
});

test.each<[string, number, Partial<MergeInput>]>([
  ["too many platforms", 65, {}],
  ["too large configs", 5, { configSize: 8 * 2 ** 20 }],
  ["too large manifests", 5, { descriptor: { ...input("a", "x").descriptor, size: 4 * 2 ** 20 } }],
])("planMerge() refuses %s, as readers do", (_, number, changes) => {
  const inputs = Array.from({ length: number }, (__, place) => {
    const one = input("a", `arch${place}`, changes);
    const hex = String(place).padStart(64, "0");
    return { ...one, descriptor: { ...one.descriptor, digest: parseDigest(`sha256:${hex}`) } };
  });
  expect(() => planMerge(inputs)).toThrow(expect.objectContaining({ code: "LIMIT_EXCEEDED" }));
});

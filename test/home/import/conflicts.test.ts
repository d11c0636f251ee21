import { mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { backReference } from "../../../src/home/contents/link-target.ts";
import { packagePath } from "../../../src/home/model/paths.ts";
import { type Digest, parseDigest } from "../../../src/oci/digest.ts";
import { AMD64, buildHome } from "../../fixtures/home.ts";
import { type Carried, carryPackages, importInto, scratch } from "../../fixtures/import.ts";
import { fingerprint } from "../../fixtures/tree.ts";

const REGISTRY = "reg.example";
const REPOSITORY = "tools/tool";
const LINKS = `symlinks/${REGISTRY}/${REPOSITORY}`;
const CANDIDATE = `${LINKS}/candidates/1`;
const CURRENT = `${LINKS}/current`;
const LOG = ".ocx-bundle/imports.jsonl";

interface Version {
  readonly leaf: Digest;
  readonly index: Digest;
  /** A bundle in which tag 1 means this version. */
  readonly carried: Carried;
}

const place = scratch();
let old: Version;
let young: Version;
let home = "";

beforeAll(async () => {
  old = await version("old", { current: true });
  young = await version("young", { current: true });
});
afterAll(() => place.remove());

// Each case begins with a home into which an import has brought the old version.
beforeEach(async () => {
  rmSync(join(place.path, "home"), { recursive: true, force: true });
  home = join(place.path, "home");
  await importInto(home, old.carried);
});

/** A home in which tag 1 means a package of its own. */
async function version(name: string, { current = false, tag = "1" } = {}): Promise<Version> {
  const source = buildHome(join(place.path, `source-${name}`));
  const leaf = source.leaf(REGISTRY, { layers: { [`layer of ${name}`]: { "bin/tool": name } } });
  const index = source.index(REGISTRY, [{ leaf, platform: AMD64 }]);
  source.tags(REGISTRY, REPOSITORY, { [tag]: index });
  if (current) source.link(REGISTRY, `${REPOSITORY}/current`, leaf);
  return { leaf, index, carried: await carryPackages(source.path, `${REGISTRY}/${REPOSITORY}:${tag}`) };
}

/** Which version each thing names, and the back-references of both packages. */
function state() {
  const named = (text: string): string =>
    text.includes(packagePath(REGISTRY, old.leaf))
      ? "old"
      : text.includes(packagePath(REGISTRY, young.leaf))
        ? "young"
        : text;
  const root = JSON.parse(readFileSync(join(home, `index/${REGISTRY}/p/${REPOSITORY}.json`), "utf8"));
  return {
    index: { [old.index]: "old", [young.index]: "young" }[root.tags["1"].content] ?? root.tags["1"].content,
    candidate: named(readlinkSync(join(home, CANDIDATE))),
    current: named(readlinkSync(join(home, CURRENT))),
    references: { old: references(old.leaf), young: references(young.leaf) },
  };
}

function references(leaf: Digest): string {
  const has = (link: string): boolean => {
    const { path, target } = backReference(home, packagePath(REGISTRY, leaf), link);
    try {
      return readlinkSync(join(home, path)) === target;
    } catch {
      return false;
    }
  };
  return [...(has(CANDIDATE) ? ["candidate"] : []), ...(has(CURRENT) ? ["current"] : [])].join(" ");
}

/** As if OCX had set everything. */
function forgetImports(): void {
  rmSync(join(home, LOG));
}

/** As OCX does it: the link and its back-reference go to another package, which may be one that no bundle has. */
function relink(link: string, leaf: Digest): void {
  for (const { leaf: before } of [old, young])
    rmSync(join(home, backReference(home, packagePath(REGISTRY, before), link).path), { force: true });
  rmSync(join(home, link), { force: true });
  const { path, target } = backReference(home, packagePath(REGISTRY, leaf), link);
  mkdirSync(dirname(join(home, path)), { recursive: true });
  symlinkSync(target, join(home, path));
  symlinkSync(`${home}/${packagePath(REGISTRY, leaf)}`, join(home, link));
}

const ALL_OLD = { index: "old", candidate: "old", current: "old", references: { old: "candidate current", young: "" } };
const ALL_YOUNG = {
  index: "young",
  candidate: "young",
  current: "young",
  references: { old: "", young: "candidate current" },
};
const OTHER = parseDigest(`sha256:${"5".repeat(64)}`);

test("a new home gets all three, and both back-references", () => {
  expect(state()).toEqual(ALL_OLD);
});

test("update replaces what an earlier import set: entry, candidate and current together", async () => {
  const plan = await importInto(home, young.carried);
  expect(state()).toEqual(ALL_YOUNG);
  expect(plan.conflicts).toMatchObject([{ identifier: `${REGISTRY}/${REPOSITORY}:1`, status: "replaced" }]);
  expect(plan.links.map(({ kind, status }) => [kind, status])).toEqual([
    ["candidate", "moved"],
    ["current", "moved"],
  ]);
});

test("update replaces back and forth: the last import is the one that counts", async () => {
  await importInto(home, young.carried);
  await importInto(home, old.carried);
  expect(state()).toEqual(ALL_OLD);
  await importInto(home, young.carried);
  expect(state()).toEqual(ALL_YOUNG);
});

test("update keeps what OCX set, says so, and still brings the package itself", async () => {
  forgetImports();
  const plan = await importInto(home, young.carried);
  expect(state()).toEqual(ALL_OLD);
  expect(plan.conflicts).toMatchObject([{ status: "kept", reason: expect.stringContaining("set by OCX") }]);
  expect(plan.warnings).toHaveLength(1);
  expect(readFileSync(join(home, packagePath(REGISTRY, young.leaf), "content/bin/tool"), "utf8")).toBe("young");
  const before = fingerprint(home);
  const again = await importInto(home, young.carried);
  expect(again.changed).toBe(false);
  expect(again.conflicts).toHaveLength(1);
  expect(fingerprint(home)).toEqual(before);
});

test.each([
  ["an earlier import set it", () => undefined],
  ["OCX set it", forgetImports],
])("keep keeps, although %s", async (_, prepare) => {
  prepare();
  const plan = await importInto(home, young.carried, { onConflict: "keep" });
  expect(state()).toEqual(ALL_OLD);
  expect(plan.conflicts).toMatchObject([{ status: "kept" }]);
});

test.each([
  ["an earlier import set it", () => undefined],
  ["OCX set it", forgetImports],
])("replace replaces, although %s", async (_, prepare) => {
  prepare();
  await importInto(home, young.carried, { onConflict: "replace" });
  expect(state()).toEqual(ALL_YOUNG);
});

test("fail fails with the policy's exit code, names the tag, and touches nothing", async () => {
  const before = fingerprint(home);
  await expect(importInto(home, young.carried, { onConflict: "fail" })).rejects.toMatchObject({
    code: "TAG_CONFLICT",
    exitCode: 81,
    message: expect.stringContaining(`${REGISTRY}/${REPOSITORY}:1`),
  });
  expect(fingerprint(home)).toEqual(before);
});

test("fail does not fail where there is no conflict", async () => {
  expect((await importInto(home, old.carried, { onConflict: "fail" })).changed).toBe(false);
});

test("what OCX set since the import is kept, whichever of the things it is", async () => {
  const root = join(home, `index/${REGISTRY}/p/${REPOSITORY}.json`);
  const text = readFileSync(root, "utf8");
  writeFileSync(root, text.replace(old.index, OTHER));
  await importInto(home, young.carried);
  expect(state()).toEqual({ ...ALL_OLD, index: OTHER });
  writeFileSync(root, text);
  relink(CANDIDATE, OTHER);
  await importInto(home, young.carried);
  expect(state()).toMatchObject({ index: "old", candidate: `${home}/${packagePath(REGISTRY, OTHER)}`, current: "old" });
});

test("a candidate alone that means something else is a conflict too", async () => {
  forgetImports();
  relink(CANDIDATE, OTHER);
  const plan = await importInto(home, old.carried);
  expect(plan.conflicts).toMatchObject([{ status: "kept" }]);
  await importInto(home, old.carried, { onConflict: "replace" });
  expect(state()).toEqual(ALL_OLD);
});

test("a candidate that leads nowhere means nothing: it is replaced without a conflict", async () => {
  forgetImports();
  rmSync(join(home, CANDIDATE));
  symlinkSync("/home/former/.ocx/packages/gone", join(home, CANDIDATE));
  const plan = await importInto(home, old.carried);
  expect(plan.conflicts).toEqual([]);
  expect(plan.links[0]).toMatchObject({ kind: "candidate", status: "moved" });
  expect(state()).toEqual(ALL_OLD);
});

test("current that someone else selected stays where it is, and says so", async () => {
  relink(CURRENT, OTHER);
  const plan = await importInto(home, young.carried);
  expect(state()).toMatchObject({
    index: "young",
    candidate: "young",
    current: `${home}/${packagePath(REGISTRY, OTHER)}`,
  });
  expect(plan.links[1]).toMatchObject({ kind: "current", status: "kept" });
  expect(plan.warnings).toHaveLength(1);
});

test("current that OCX put on the imported package stays, although its tag is replaced", async () => {
  const bare = await version("bare");
  rmSync(home, { recursive: true });
  await importInto(home, bare.carried);
  relink(CURRENT, bare.leaf);
  await importInto(home, young.carried);
  expect(readlinkSync(join(home, CANDIDATE))).toContain(packagePath(REGISTRY, young.leaf));
  expect(readlinkSync(join(home, CURRENT))).toContain(packagePath(REGISTRY, bare.leaf));
});

test("select moves current, and its back-reference", async () => {
  relink(CURRENT, OTHER);
  const forgotten = backReference(home, packagePath(REGISTRY, OTHER), CURRENT);
  expect(readlinkSync(join(home, forgotten.path))).toBe(forgotten.target);
  await importInto(home, young.carried, { select: true });
  expect(state()).toEqual(ALL_YOUNG);
  expect(() => readlinkSync(join(home, forgotten.path))).toThrow(/ENOENT/);
});

test("select sets current where the source had none", async () => {
  const bare = await version("bare-selected");
  rmSync(home, { recursive: true });
  await importInto(home, bare.carried);
  expect(() => readlinkSync(join(home, CURRENT))).toThrow(/ENOENT/);
  await importInto(home, bare.carried, { select: true });
  expect(readlinkSync(join(home, CURRENT))).toBe(`${home}/${packagePath(REGISTRY, bare.leaf)}`);
  expect(readFileSync(join(home, LINKS, ".select.lock"), "utf8")).toBe("");
});

test("select cannot choose between two tags of one repository", async () => {
  const source = buildHome(join(place.path, "source-two"));
  const [first, second] = ["first", "second"].map((name) =>
    source.leaf(REGISTRY, { layers: { [name]: { file: name } } }),
  );
  source.tags(REGISTRY, REPOSITORY, { "1": first ?? "", "2": second ?? "" });
  const carried = await carryPackages(source.path, `${REGISTRY}/${REPOSITORY}:1`, `${REGISTRY}/${REPOSITORY}:2`);
  const selecting = importInto(join(place.path, "two"), carried, { select: true });
  await expect(selecting).rejects.toMatchObject({ code: "SELECT_AMBIGUOUS", exitCode: 64 });
});

test("a lost back-reference is restored, and nothing else is touched", async () => {
  const lost = backReference(home, packagePath(REGISTRY, old.leaf), CANDIDATE);
  rmSync(join(home, lost.path));
  expect(references(old.leaf)).toBe("current");
  const plan = await importInto(home, old.carried);
  expect(plan.changed).toBe(true);
  expect(state()).toEqual(ALL_OLD);
});

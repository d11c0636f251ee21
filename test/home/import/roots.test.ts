import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { nameOfPath } from "../../../src/home/contents/link-target.ts";
import { projectRegistration } from "../../../src/home/contents/project-registration.ts";
import { openHome } from "../../../src/home/model/open-home.ts";
import { packagePath } from "../../../src/home/model/paths.ts";
import { planImport } from "../../../src/home/plan/plan-import.ts";
import type { Digest } from "../../../src/oci/digest.ts";
import { AMD64, buildHome, type HomeBuilder } from "../../fixtures/home.ts";
import { type Carried, carry, carryPackages, HOST, importInto, inputFor, scratch } from "../../fixtures/import.ts";

const REGISTRY = "reg.example";
const REPOSITORY = "tools/tool";
const LINKS = `symlinks/${REGISTRY}/${REPOSITORY}`;
const HASH = `sha256:${"a".repeat(64)}`;

const place = scratch();
let count = 0;
let source: HomeBuilder;
let home = "";
let leaf: Digest;
let index: Digest;
afterAll(() => place.remove());
beforeEach(() => {
  count += 1;
  home = join(place.path, `home-${count}`);
  source = buildHome(join(place.path, `source-${count}`));
  leaf = source.leaf(REGISTRY, { layers: { [`layer ${count}`]: { file: "x" } } });
  index = source.index(REGISTRY, [{ leaf, platform: AMD64 }]);
});

const root = (unit: Digest): string => `${home}/${packagePath(REGISTRY, unit)}`;
const link = (name: string): string => readlinkSync(join(home, LINKS, name));

test("a digest alone gets the link of the default tag, and no index entry", async () => {
  await importInto(home, await carryPackages(source.path, `${REGISTRY}/${REPOSITORY}@${leaf}`));
  expect(link("candidates/latest")).toBe(root(leaf));
  expect(existsSync(join(home, "index"))).toBe(false);
});

test("a digest alone does not take the link of the default tag from another package", async () => {
  const other = source.leaf(REGISTRY, { layers: { other: { file: "y" } } });
  await importInto(home, await carryPackages(source.path, `${REGISTRY}/${REPOSITORY}@${other}`));
  const carried = await carryPackages(source.path, `${REGISTRY}/${REPOSITORY}@${leaf}`);
  for (const onConflict of ["update", "replace", "fail"] as const) {
    const plan = await importInto(home, carried, { onConflict });
    expect(plan.links).toMatchObject([{ path: `${LINKS}/candidates/latest`, target: root(other), status: "kept" }]);
    expect(plan.warnings).toHaveLength(1);
  }
  expect(link("candidates/latest")).toBe(root(other));
  expect(existsSync(root(leaf))).toBe(true);
});

test("a digest alone leaves the default tag to the root that has it", async () => {
  const other = source.leaf(REGISTRY, { layers: { other: { file: "y" } } });
  source.tags(REGISTRY, REPOSITORY, { latest: other });
  const { warnings } = await importInto(
    home,
    await carryPackages(source.path, `${REGISTRY}/${REPOSITORY}@${leaf}`, `${REGISTRY}/${REPOSITORY}:latest`),
  );
  expect(link("candidates/latest")).toBe(root(other));
  expect(warnings).toEqual([expect.stringContaining(`may remove ${REGISTRY}/${REPOSITORY}@${leaf}`)]);
});

test("a digest alone is not warned of when a tag of the same import holds its package", async () => {
  source.tags(REGISTRY, REPOSITORY, { latest: leaf });
  const names = [`${REGISTRY}/${REPOSITORY}@${leaf}`, `${REGISTRY}/${REPOSITORY}:latest`];
  expect((await importInto(home, await carryPackages(source.path, ...names))).warnings).toEqual([]);
});

test("a tag with a digest gets its link without an index entry", async () => {
  await importInto(home, await carryPackages(source.path, `${REGISTRY}/${REPOSITORY}:3@${leaf}`));
  expect(readdirSync(join(home, LINKS, "candidates"))).toEqual(["3"]);
  expect(existsSync(join(home, "index"))).toBe(false);
});

test("a digest of an image index leaves its copy in the index, and no root document", async () => {
  await importInto(home, await carryPackages(source.path, `${REGISTRY}/${REPOSITORY}@${index}`));
  const copy = join(home, `index/${REGISTRY}/p/${REPOSITORY}/o/${index.replace(":", "/")}.json`);
  expect(readFileSync(copy)).toEqual(
    readFileSync(join(home, "blobs", REGISTRY, "sha256", index.slice(7, 9), index.slice(9, 39), "data")),
  );
  expect(existsSync(join(home, `index/${REGISTRY}/p/${REPOSITORY}.json`))).toBe(false);
});

test("a package found by its link gets a candidate without an index entry; one that is only current gets only that", async () => {
  const common = {
    registry: REGISTRY,
    repository: REPOSITORY,
    leaf,
    declaredBy: "link" as const,
  };
  const opened = await openHome(source.path);
  const identifier = `${REGISTRY}/${REPOSITORY}@${leaf}`;
  await importInto(home, await carry(opened, [{ ...common, identifier, current: true }]));
  expect(readdirSync(join(home, LINKS)).toSorted()).toEqual([".select.lock", "current"]);
  await importInto(
    home,
    await carry(opened, [{ ...common, identifier: `${REGISTRY}/${REPOSITORY}:7`, tag: "7", current: false }]),
  );
  expect(readdirSync(join(home, LINKS, "candidates"))).toEqual(["7"]);
  expect(existsSync(join(home, "index"))).toBe(false);
});

test("packages for another machine get no links; their tags are known all the same", async () => {
  const foreign = source.index(REGISTRY, [{ leaf, platform: { os: "darwin", architecture: "arm64" } }]);
  source.tags(REGISTRY, REPOSITORY, { "1": foreign });
  const opened = await openHome(source.path);
  const identifier = `${REGISTRY}/${REPOSITORY}:1`;
  const carried = await carry(opened, [
    {
      identifier,
      registry: REGISTRY,
      repository: REPOSITORY,
      tag: "1",
      leaf,
      index: foreign,
      current: true,
      declaredBy: "identifier",
    },
  ]);
  const plan = await importInto(home, carried, { select: true });
  expect(plan.links).toEqual([]);
  expect(plan.warnings).toEqual([expect.stringContaining(`may remove ${identifier}`)]);
  expect(existsSync(join(home, "symlinks"))).toBe(false);
  expect(existsSync(join(home, `index/${REGISTRY}/p/${REPOSITORY}.json`))).toBe(true);
  const there = join(place.path, `there-${count}`);
  await importInto(there, carried, { host: { os: "darwin", architecture: "arm64", features: [] } });
  expect(readlinkSync(join(there, LINKS, "candidates/1"))).toBe(`${there}/${packagePath(REGISTRY, leaf)}`);
});

// As in OCX, which looks up the platform of a leaf by its digest alone.
test("a leaf that its image index lists for another machine first gets no links either", async () => {
  const arm64 = { os: "linux", architecture: "arm64" };
  const platforms = [arm64, { os: "linux", architecture: "amd64" }];
  const opened = await openHome(source.path);
  for (const [at, listed] of [platforms, platforms.toReversed()].entries()) {
    const both = source.index(
      REGISTRY,
      listed.map((platform) => ({ leaf, platform })),
    );
    source.tags(REGISTRY, REPOSITORY, { "1": both });
    const named = { identifier: `${REGISTRY}/${REPOSITORY}:1`, registry: REGISTRY, repository: REPOSITORY, tag: "1" };
    const listedRoot = { ...named, leaf, index: both, current: true, declaredBy: "identifier" as const };
    const there = join(place.path, `listed-${count}-${at}`);
    await importInto(there, await carry(opened, [listedRoot]));
    expect(existsSync(join(there, LINKS, "candidates/1"))).toBe(at === 1);
    expect(existsSync(join(there, packagePath(REGISTRY, leaf), "install.json"))).toBe(true);
  }
});

// OCX, `resolve.rs`: the first entry with the digest decides, and one without a platform that OCX knows keeps nothing from its links.
test.each([[undefined], [{ os: "unknown", architecture: "unknown" }]])(
  "a leaf that its image index lists with the platform %j first gets its links, whatever follows",
  async (platform) => {
    const windows = { os: "windows", architecture: "amd64" };
    const entries = [...(platform === undefined ? [{}] : [{ platform }]), { platform: windows }, { platform: AMD64 }];
    const several = source.index(
      REGISTRY,
      entries.map((entry) => ({ leaf, ...entry })),
    );
    source.tags(REGISTRY, REPOSITORY, { "1": several });
    const listed = await carryPackages(source.path, `${REGISTRY}/${REPOSITORY}:1`);
    await importInto(home, listed);
    expect(existsSync(join(home, LINKS, "candidates/1"))).toBe(true);
  },
);

/** A bundle of one tool of a project. */
async function carryLocked(): Promise<Carried> {
  const locked = {
    identifier: `${REGISTRY}/${REPOSITORY}@${leaf}`,
    registry: REGISTRY,
    repository: REPOSITORY,
    leaf,
    current: false,
    declaredBy: "lock" as const,
  };
  return carry(await openHome(source.path), [{ ...locked, name: "tool", groups: ["default"] }]);
}

function project(hash: string): string {
  const directory = join(place.path, `project-${count}`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "ocx.lock"), `[metadata]\nlock_version = 3\ndeclaration_hash = "${hash}"\n`);
  return directory;
}

test("packages of a lock get no links but an entry in the ledger, for the canonical directory of the project", async () => {
  const real = project(HASH);
  const linked = join(place.path, `linked-${count}`);
  symlinkSync(real, linked);
  const plan = await importInto(home, await carryLocked(), { project: { directory: linked, declarationHash: HASH } });
  expect(plan.warnings).toEqual([]);
  expect(existsSync(join(home, "symlinks"))).toBe(false);
  const [name = ""] = readdirSync(join(home, "projects"));
  expect(readlinkSync(join(home, "projects", name))).toBe(realpathSync(real));
  expect(name).toBe(nameOfPath(realpathSync(real)));
  expect(
    (await importInto(home, await carryLocked(), { project: { directory: linked, declarationHash: HASH } })).changed,
  ).toBe(false);
});

test.each([
  ["its lock is another one", () => project(`sha256:${"b".repeat(64)}`)],
  ["it has no lock", () => place.path],
  [
    "its lock is unreadable",
    () => {
      const directory = project(HASH);
      writeFileSync(join(directory, "ocx.lock"), "not toml [");
      return directory;
    },
  ],
])("a project gets no entry in the ledger when %s", async (_, prepare) => {
  const directory = prepare();
  const plan = await importInto(home, await carryLocked(), { project: { directory, declarationHash: HASH } });
  expect(plan.warnings).toHaveLength(1);
  expect(existsSync(join(home, "projects"))).toBe(false);
  expect(await projectRegistration({ directory, declarationHash: HASH })).toBeUndefined();
});

test("the lock of the home itself keeps its packages without an entry in the ledger", async () => {
  mkdirSync(home);
  writeFileSync(join(home, "ocx.lock"), `[metadata]\nlock_version = 3\ndeclaration_hash = "${HASH}"\n`);
  const wish = { project: { directory: home, declarationHash: HASH } };
  const plan = await importInto(home, await carryLocked(), wish);
  expect(plan.warnings).toEqual([]);
  expect(existsSync(join(home, "projects"))).toBe(false);
  expect((await importInto(home, await carryLocked(), wish)).changed).toBe(false);
});

// OCX, `project/registry.rs`: device and inode of the directory decide, whatever the lock in it is.
test("a project whose lock the home shares by a link is a project of its own", async () => {
  const directory = project(HASH);
  mkdirSync(home);
  symlinkSync(join(directory, "ocx.lock"), join(home, "ocx.lock"));
  await importInto(home, await carryLocked(), { project: { directory, declarationHash: HASH } });
  expect(readdirSync(join(home, "projects"))).toEqual([nameOfPath(realpathSync(directory))]);
});

test("the home is never registered, even if its lock is a link to a file elsewhere", async () => {
  mkdirSync(home);
  symlinkSync(join(project(HASH), "ocx.lock"), join(home, "ocx.lock"));
  await importInto(home, await carryLocked(), { project: { directory: home, declarationHash: HASH } });
  expect(existsSync(join(home, "projects"))).toBe(false);
});

test("without a project the packages of a lock come all the same, with a warning", async () => {
  const plan = await importInto(home, await carryLocked());
  expect(plan.warnings).toEqual([expect.stringContaining("ocx clean")]);
  expect(existsSync(root(leaf))).toBe(true);
});

test("the ledger names a directory as OCX does", () => {
  // From a home that OCX wrote.
  expect(nameOfPath("/home/runner/work/demo/demo")).toBe("3a877e2b0f57801f");
});

test("links have the spelling of the home as it was given", async () => {
  mkdirSync(join(place.path, "real"));
  symlinkSync(join(place.path, "real"), join(place.path, "spelled"));
  source.tags(REGISTRY, REPOSITORY, { "1": index });
  const carried = await carryPackages(source.path, `${REGISTRY}/${REPOSITORY}:1`);
  const spelled = `${place.path}/spelled/../spelled/ocx`;
  await importInto(`${spelled}/`, carried);
  expect(readlinkSync(join(place.path, "real/ocx", LINKS, "candidates/1"))).toBe(
    `${spelled}/${packagePath(REGISTRY, leaf)}`,
  );
  expect((await importInto(spelled, carried)).changed).toBe(false);

  // Under another spelling OCX rewrites the link, and adds a second back-reference: the tag means what it meant.
  const plan = await importInto(join(place.path, "real/ocx"), carried, { onConflict: "fail" });
  expect(plan.links).toMatchObject([{ status: "moved" }]);
  expect(readdirSync(join(place.path, "real/ocx", packagePath(REGISTRY, leaf), "refs/symlinks"))).toHaveLength(2);
  rmSync(join(place.path, "real"), { recursive: true });
});

test("in a copy of a home, whose links still lead to the original, a tag means what it meant", async () => {
  source.tags(REGISTRY, REPOSITORY, { "1": index });
  const carried = await carryPackages(source.path, `${REGISTRY}/${REPOSITORY}:1`);
  await importInto(home, carried);
  const copy = `${home}-copy`;
  cpSync(home, copy, { recursive: true, verbatimSymlinks: true });
  const plan = await importInto(copy, carried, { onConflict: "fail" });
  expect(plan.links).toMatchObject([{ status: "moved" }]);
  expect(readlinkSync(join(copy, LINKS, "candidates/1"))).toBe(`${copy}/${packagePath(REGISTRY, leaf)}`);
});

test("a bundle whose config and index say different things of a tag is refused", async () => {
  source.tags(REGISTRY, REPOSITORY, { "1": index });
  const carried = await carryPackages(source.path, `${REGISTRY}/${REPOSITORY}:1`);
  const [first] = carried.closure.roots;
  if (first === undefined) throw new Error("expected a root");
  const lying = { ...carried, closure: { ...carried.closure, roots: [{ ...first, tag: "2" }] } };
  await expect(planImport(inputFor(home, lying))).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
});

test("a path that leaves the home is refused, wherever it comes from", async () => {
  const carried = await carryPackages(source.path, `${REGISTRY}/${REPOSITORY}@${leaf}`);
  const [first] = carried.closure.roots;
  if (first === undefined) throw new Error("expected a root");
  for (const hostile of [{ repository: "../../../etc" }, { tag: ".." }, { repository: "a//b" }, { registry: ".." }]) {
    const lying = { ...carried, closure: { ...carried.closure, roots: [{ ...first, ...hostile }] } };
    await expect(planImport(inputFor(home, lying))).rejects.toMatchObject({ code: "PATH_UNSAFE" });
  }
  expect(HOST.os).toBe("linux");
});

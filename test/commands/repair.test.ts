import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  globSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { AMD64, buildHome } from "../fixtures/home.ts";
import { scratch } from "../fixtures/import.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { relocate } from "../fixtures/relocate.ts";
import { bundleToolbox, exportToolbox, importFile, TOOLBOX } from "../fixtures/toolbox.ts";
import { fingerprint } from "../fixtures/tree.ts";

const { path: directory, remove } = scratch();
const home = join(directory, "home");
const kept = join(directory, "kept");
let bundle: string;
let whole: string[];
let names: Record<string, number>;

beforeAll(async () => {
  bundle = await bundleToolbox(directory);
  renameSync(unpackGolden("toolbox", "target", directory), home);
  relocate(home, TOOLBOX.target_home);
  whole = describeHome(home, home);
  names = linkCounts();
  execFileSync("cp", ["-a", home, kept]);
});
afterAll(remove);

// A home that OCX made, at the path that its links have.
beforeEach(() => {
  rmSync(home, { recursive: true, force: true });
  execFileSync("cp", ["-a", kept, home]);
});

/** How many names each file of a layer or package has. */
function linkCounts(): Record<string, number> {
  const files = globSync("{layers,packages}/*/*/*/*/content/**", { cwd: home }).filter((path) =>
    lstatSync(join(home, path)).isFile(),
  );
  return Object.fromEntries(files.map((path) => [path, statSync(join(home, path)).nlink]));
}

/** A package of one file, and its layer. */
const PACKAGE = "packages/ocx.sh/sha256/59/d5fdec2f8bbd979fa07a6191257354";
const LAYER = "layers/ocx.sh/sha256/e4/065cbc665bd4d16f0efa5e54938f2f";
const IN_PACKAGE = `${PACKAGE}/content/bin/native`;
const IN_LAYER = `${LAYER}/content/bin/native`;
const BOTH = [`${IN_LAYER} changed`, `${IN_PACKAGE} changed`];
/** A layer with a symlink. */
const JDK = "layers/ocx.sh/sha256/ef/f44e0092f68d3d1ec4db2696ab53f6/content/jdk-21";

const LAUNCHER = "packages/localhost_5000/sha256/97/59778819270aa91025ec209de9fd1b/entrypoints/alpha";

const at = (path: string): string => join(home, path);

/** Each kind of damage, and what an import has to name. */
const DAMAGES: readonly (readonly [string, () => void, readonly string[]])[] = [
  ["a file that somebody edited in place", () => appendFileSync(at(IN_PACKAGE), "# edited\n"), BOTH],
  ["one byte, with the old size and time", () => changeOneByte(IN_PACKAGE), BOTH],
  ["the mode of a file", () => chmodSync(at(IN_PACKAGE), 0o600), BOTH],
  ["the time of a file", () => utimesSync(at(IN_PACKAGE), 1, 1), BOTH],
  [
    "a file that an editor replaced in the package alone",
    () => {
      rmSync(at(IN_PACKAGE));
      writeFileSync(at(IN_PACKAGE), "other");
    },
    [`${IN_PACKAGE} changed`],
  ],
  ["a file that is gone from the package", () => rmSync(at(IN_PACKAGE)), [`${IN_PACKAGE} missing`]],
  [
    "a directory that is gone from both",
    () => {
      rmSync(at(`${LAYER}/content/bin`), { recursive: true });
      mkdirSync(at(`${LAYER}/content/other`));
      rmSync(at(`${PACKAGE}/content/bin`), { recursive: true });
      mkdirSync(at(`${PACKAGE}/content/other`));
    },
    [LAYER, PACKAGE].flatMap((root) => [
      `${root}/content/bin missing`,
      `${root}/content/bin/native missing`,
      `${root}/content/other added`,
    ]),
  ],
  [
    "files that nobody shipped",
    () => {
      writeFileSync(at(`${LAYER}/content/bin/more`), "");
      mkdirSync(at(`${PACKAGE}/content/__pycache__/deep`), { recursive: true });
      writeFileSync(at(`${PACKAGE}/content/__pycache__/deep/file`), "");
    },
    [`${LAYER}/content/bin/more added`, `${PACKAGE}/content/__pycache__ added`],
  ],
  [
    "a directory in the place of a file",
    () => {
      rmSync(at(IN_PACKAGE));
      mkdirSync(at(`${IN_PACKAGE}/in`), { recursive: true });
    },
    [`${IN_PACKAGE} changed`],
  ],
  [
    "a file in the place of a directory",
    () => {
      rmSync(at(`${PACKAGE}/content/bin`), { recursive: true });
      writeFileSync(at(`${PACKAGE}/content/bin`), "");
    },
    [`${PACKAGE}/content/bin changed`, `${IN_PACKAGE} missing`],
  ],
  [
    "a symlink that leads elsewhere, in the layer",
    () => {
      rmSync(at(`${JDK}/bin/javac`));
      symlinkSync("/usr/bin/javac", at(`${JDK}/bin/javac`));
    },
    [`${JDK}/bin/javac changed`],
  ],
  [
    "a directory that nobody else may enter by intent",
    () => chmodSync(at(`${LAYER}/content/bin`), 0o1777),
    [`${LAYER}/content/bin mode`],
  ],
  [
    "the metadata of a package",
    () => {
      const path = at(`${PACKAGE}/metadata.json`);
      writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), binaries: ["other"] }));
    },
    [`${PACKAGE}/metadata.json changed`],
  ],
  ["a launcher that does more", () => appendFileSync(at(LAUNCHER), "# and more\n"), [`${LAUNCHER} changed`]],
];

function changeOneByte(path: string): void {
  const { atime, mtime } = statSync(at(path));
  const bytes = readFileSync(at(path));
  bytes[0] = (bytes[0] ?? 0) + 1;
  writeFileSync(at(path), bytes);
  utimesSync(at(path), atime, mtime);
}

async function repair(): Promise<{
  readonly changed: boolean;
  readonly named: string[];
  readonly notes: readonly string[];
}> {
  const { changed, repairs = [], notes = [] } = await importFile(bundle, home, { repair: true });
  const named = repairs.map(({ path, change }) => `${path.slice(home.length + 1)} ${change}`);
  return { changed, named: named.toSorted(), notes };
}

test.each(DAMAGES)("--repair names and replaces %s, and the home is as OCX made it", async (_, hurt, expected) => {
  hurt();
  const hurtHome = describeHome(home, home);
  expect(await importFile(bundle, home)).toMatchObject({ changed: false });
  expect(describeHome(home, home)).toEqual(hurtHome);
  expect(await repair()).toEqual({ changed: true, named: [...expected].toSorted(), notes: [] });
  expect(describeHome(home, home)).toEqual(whole);
  expect(linkCounts()).toEqual(names);
  const before = fingerprint(home);
  expect(await repair()).toEqual({ changed: false, named: [], notes: [] });
  expect(fingerprint(home)).toEqual(before);
  expect(readdirSync(at(".ocx-bundle")).filter((name) => name === "staging")).toEqual([]);
});

test("a whole home is not touched, and a dry run names a damaged layer without touching it", async () => {
  // The first import of a bundle is recorded.
  await importFile(bundle, home);
  const before = fingerprint(home);
  expect(await repair()).toEqual({ changed: false, named: [], notes: [] });
  expect(fingerprint(home)).toEqual(before);
  appendFileSync(at(IN_PACKAGE), "# edited\n");
  const hurt = fingerprint(home);
  const { repairs } = await importFile(bundle, home, { repair: true, dryRun: true });
  expect(repairs).toEqual([{ path: at(`${LAYER}/content`), change: "changed" }]);
  expect(fingerprint(home)).toEqual(hurt);
});

test.each([
  ["under another umask", 0o700],
  ["in a directory with a group of its own", 0o2775],
])("directories made %s are a note, and stay", async (_, mode) => {
  chmodSync(at(`${LAYER}/content/bin`), mode);
  const hurt = describeHome(home, home);
  const { changed, named, notes } = await repair();
  expect({ changed, named }).toEqual({ changed: false, named: [] });
  expect(notes).toEqual([expect.stringContaining(`${LAYER}/content: 1 directory`)]);
  expect(describeHome(home, home)).toEqual(hurt);
});

test("a file that is gone from the layer alone comes back, and the package keeps its own", async () => {
  rmSync(at(IN_LAYER));
  expect((await repair()).named).toEqual([`${IN_LAYER} missing`]);
  expect(describeHome(home, home)).toEqual(whole);
  expect((await repair()).changed).toBe(false);
});

test("a package that is missing as a whole gets its files from a layer that is repaired too", async () => {
  appendFileSync(at(IN_PACKAGE), "# edited\n");
  rmSync(at(PACKAGE), { recursive: true });
  expect((await repair()).changed).toBe(true);
  expect(describeHome(home, home)).toEqual(whole);
  expect(linkCounts()).toEqual(names);
});

test("a package without layers that has lost its references gets them back, with the empty folder for layers", async () => {
  rmSync(at("packages/ocx.sh/sha256/f8/751f05444e9a0d91a9c34275aae391/refs"), { recursive: true });
  await importFile(bundle, home);
  expect(describeHome(home, home)).toEqual(whole);
  expect(await importFile(bundle, home)).toMatchObject({ changed: false });
});

const REGISTRY = "reg.example";

/** A home with two packages that share a layer, and a bundle of one of them. */
async function shareLayer() {
  const path = temporaryDirectory();
  const built = buildHome(join(path, "source"));
  const layers = { shared: { "bin/tool": "tool", "share/doc": "doc" } };
  const one = built.leaf(REGISTRY, { layers });
  const two = built.leaf(REGISTRY, { layers: { ...layers, own: { "lib/own": "own" } } });
  built.tags(REGISTRY, "one", { "1": built.index(REGISTRY, [{ leaf: one, platform: AMD64 }]) });
  built.tags(REGISTRY, "two", { "1": built.index(REGISTRY, [{ leaf: two, platform: AMD64 }]) });
  const [both, part, target] = [join(path, "both.tar"), join(path, "one.tar"), join(path, "home")];
  const select = (...identifiers: string[]) => ({ declaration: { kind: "packages", identifiers } as const });
  await exportToolbox(built.path, both, select(`${REGISTRY}/one:1`, `${REGISTRY}/two:1`));
  await exportToolbox(built.path, part, select(`${REGISTRY}/one:1`));
  await importFile(both, target);
  const [shared = ""] = globSync("layers/*/*/*/*/content/bin/tool", { cwd: target });
  const [foreign = ""] = globSync("packages/*/*/*/*/content/lib/own", { cwd: target });
  return { target, both, part, shared, foreign: foreign.replace("/content/lib/own", "") };
}

test("a package that the bundle lacks is linked again to a layer that it shares", async () => {
  const { target, part, shared, foreign } = await shareLayer();
  const before = describeHome(target, target);
  appendFileSync(join(target, shared), "edited");
  const { repairs = [] } = await importFile(part, target, { repair: true });
  expect(repairs.map(({ path }) => path)).toContain(`${target}/${foreign}/content/bin/tool`);
  expect(repairs).toHaveLength(3);
  expect(describeHome(target, target)).toEqual(before);
  expect(statSync(join(target, shared)).nlink).toBe(3);
});

test.each([
  ["another layer of a package", "layers/*/*/*/*/content/lib", dirname],
  ["the documents of a package", "packages/*/*/*/*/metadata.json", String],
] as const)("what is lost beside what was altered comes from the bundle: %s", async (_, pattern, lost) => {
  const { target, both, shared } = await shareLayer();
  const before = describeHome(target, target);
  appendFileSync(join(target, shared), "edited");
  for (const path of globSync(pattern, { cwd: target })) rmSync(join(target, lost(path)), { recursive: true });
  await importFile(both, target, { repair: true });
  expect(describeHome(target, target)).toEqual(before);
});

test("a package is compared with a layer that comes back in the same import", async () => {
  const { target, both, foreign } = await shareLayer();
  const before = describeHome(target, target);
  const [layer = ""] = globSync("layers/*/*/*/*/content/lib", { cwd: target });
  rmSync(join(target, layer), { recursive: true });
  rmSync(join(target, foreign, "content/lib/own"));
  writeFileSync(join(target, foreign, "content/lib/own"), "other");
  await importFile(both, target, { repair: true });
  expect(describeHome(target, target)).toEqual(before);
});

test.each(["metadata.json", "manifest.json"])(
  "a package whose %s says nothing could not be linked again: it is named, and nothing is replaced",
  async (document) => {
    const { target, part, shared, foreign } = await shareLayer();
    appendFileSync(join(target, shared), "edited");
    writeFileSync(join(target, foreign, document), "{}");
    const before = fingerprint(target);
    const failure = { code: "OBJECT_MISSING", message: expect.stringContaining(`${REGISTRY}/two:1 (${foreign})`) };
    await expect(importFile(part, target, { repair: true })).rejects.toMatchObject(failure);
    expect(fingerprint(target)).toEqual(before);
  },
);

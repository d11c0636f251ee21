import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { diffBundles } from "../../src/commands/diff-bundles.ts";
import { extractBundle } from "../../src/commands/extract-bundle.ts";
import { imageBundle } from "../../src/commands/image-bundle.ts";
import { listHave } from "../../src/commands/list-have.ts";
import { mergeBundles } from "../../src/commands/merge-bundles.ts";
import { showManifest } from "../../src/commands/show-manifest.ts";
import { run as runCommand } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { bundlesOfPlatforms, exportFor, homeOfPlatforms, ON } from "../fixtures/platforms.ts";
import {
  completeTools,
  exportTools,
  type Files,
  fileInput,
  importTools,
  layerContent,
  type Tools,
  toolHome,
  verifyTools,
} from "../fixtures/tool-homes.ts";
import { run as runTool } from "../fixtures/tools.ts";
import { sha256 } from "../fixtures/tree.ts";

const PLATFORM = "linux/amd64";
const text = (seed: string): string => Array.from({ length: 300 }, (_, n) => sha256(`${seed} ${n}`)).join("\n");
const SHARED: Files = { "share/data": text("shared") };
const OTHER: Files = { "bin/other": text("other") };
/** Two packages: one of them is the same in all versions, the other has a layer that is. */
const toolsOf = (tag: string): Tools => ({
  tool: { tag, layers: [{ "bin/tool": `${text("tool")}${tag}` }, SHARED] },
  other: { tag: "1", layers: [OTHER] },
});

let at: string;
const path = (name: string): string => join(at, name);
const coded = (code: string, ...parts: readonly string[]) =>
  expect.objectContaining({ code, message: expect.stringMatching(new RegExp(parts.join("[^]*"))) });

beforeAll(async () => {
  at = runTool("mktemp", ["-d"]).toString().trim();
  for (const tag of ["1", "2", "3"]) {
    toolHome(path(`home-${tag}`), toolsOf(tag));
    await exportTools(path(`home-${tag}`), toolsOf(tag), path(`${tag}.tar`));
  }
  for (const [before, after] of [
    ["1", "2"],
    ["2", "3"],
  ] as const)
    await exportTools(path(`home-${after}`), toolsOf(after), path(`${before}-${after}.tar`), {
      bases: [fileInput(path(`${before}.tar`))],
    });
  return () => rmSync(at, { recursive: true });
});

test("merge, extract and image refuse a delta and write nothing: it lacks layers", async () => {
  const directory = temporaryDirectory();
  const output = { kind: "file", path: join(directory, "made.tar") } as const;
  const source = fileInput(path("1-2.tar"));
  const sources = [source, fileInput(path("2.tar"))];
  const refused = coded("DELTA_INCOMPLETE", "1-2\\.tar", "it is a delta");
  await expect(mergeBundles({ sources, output }, surroundings(), listener())).rejects.toEqual(refused);
  for (const packages of [["reg.test/other:1"], ["reg.test/tool:2", "reg.test/other:1"]]) {
    const request = { source, packages, platform: PLATFORM, output };
    await expect(extractBundle(request, surroundings(), listener())).rejects.toEqual(refused);
  }
  const image = { source, output, homePath: "/opt/ocx", groups: [], compression: "zstd", platform: PLATFORM } as const;
  await expect(imageBundle(image, surroundings(), listener())).rejects.toEqual(refused);
  expect(readdirSync(directory)).toEqual([]);
});

test("manifest and diff say of a delta with its base what they say of the whole bundle", async () => {
  const bases = [fileInput(path("1.tar"))];
  const list = async (name: string, given: Partial<Parameters<typeof showManifest>[0]> = {}) => {
    const request = { source: fileInput(path(name)), platform: PLATFORM, format: "json", ...given } as const;
    return Buffer.concat([...(await showManifest(request, surroundings(), listener()))]);
  };
  expect((await list("1-2.tar", { bases })).equals(await list("2.tar"))).toBe(true);
  await expect(list("1-2.tar")).rejects.toEqual(coded("DELTA_INCOMPLETE", "it is a delta"));
  // A home has the layer that is patched. What the delta omits, its own bundle alone has in the same frames.
  await expect(list("1-2.tar", { bases: [fileInput(path("home-1"))] })).rejects.toEqual(
    coded("BASE_MISSING", "omits: give a bundle"),
  );
  const diff = (before: string, after: string) => {
    const request = { before: fileInput(path(before)), after: fileInput(path(after)), platform: PLATFORM, bases };
    return diffBundles(request, surroundings(), listener());
  };
  expect(await diff("1-2.tar", "2.tar")).toMatchObject({ equal: true });
  const found = await diff("1.tar", "1-2.tar");
  expect(found).toEqual(await diff("1.tar", "2.tar"));
  expect(found.files).toMatchObject([{ path: "bin/tool", what: ["content"] }]);
});

test("the command line takes --base for manifest and diff", () => {
  const same = ["--platform", PLATFORM, "--base", path("1.tar")];
  expect(runCommand(["diff", path("2.tar"), path("1-2.tar"), ...same])).toMatchObject({ status: 0, errors: "" });
  const listed = runCommand(["manifest", path("1-2.tar"), ...same]);
  expect(listed).toMatchObject({ status: 0, errors: "" });
  expect(listed.text).toContain("bin/tool");
});

test("verify compares what a delta omits with a home, under any umask, and names what differs", async () => {
  const bases = [fileInput(path("home-1"))];
  const { entries, unchecked } = await verifyTools(path("1-2.tar"), { bases });
  expect({ entries, unchecked }).toEqual({ entries: (await verifyTools(path("2.tar"))).entries, unchecked: undefined });
  const home = join(temporaryDirectory(), "home");
  await importTools(path("1.tar"), home);
  const directories = globSync("layers/**/content/**/", { cwd: home }).filter((name) =>
    statSync(join(home, name)).isDirectory(),
  );
  expect(directories.length).toBeGreaterThan(3);
  for (const mode of [0o700, 0o2775]) {
    for (const name of directories) chmodSync(join(home, name), mode);
    expect((await verifyTools(path("1-2.tar"), { bases: [fileInput(home)] })).unchecked).toBeUndefined();
  }
  writeFileSync(join(layerContent(home, "other", OTHER), "bin/other"), "changed");
  await expect(verifyTools(path("1-2.tar"), { bases: [fileInput(home)] })).rejects.toEqual(
    coded("BASE_CHANGED", "layer sha256:\\w+ of reg\\.test in ", "which the delta omits"),
  );
  // The earlier bundle has it as it was.
  const both = [fileInput(home), fileInput(path("1.tar"))];
  expect((await verifyTools(path("1-2.tar"), { bases: both })).unchecked).toBeUndefined();
});

test("verify with a home to compare needs the base of a delta, and says so before it reads anything", async () => {
  const home = join(temporaryDirectory(), "home");
  await importTools(path("2.tar"), home);
  await expect(verifyTools(path("1-2.tar"), { home })).rejects.toEqual(coded("DELTA_INCOMPLETE", "it is a delta"));
  const bases = [fileInput(path("1.tar"))];
  expect((await verifyTools(path("1-2.tar"), { home, bases })).home).toMatchObject({ layers: 3, packages: 2 });
});

test("an export takes no home for a base, and a reader no list: neither would do anything", async () => {
  const directory = temporaryDirectory();
  const to = join(directory, "delta.tar");
  const exported = (base: string) => exportTools(path("home-2"), toolsOf("2"), to, { bases: [fileInput(base)] });
  mkdirSync(join(directory, "empty"));
  for (const base of [path("home-1"), join(directory, "empty")])
    await expect(exported(base)).rejects.toEqual(coded("OPTION_INVALID", "a directory that is not a bundle"));
  expect(existsSync(to)).toBe(false);
  const list = join(directory, "have.json");
  await listHave({ home: path("home-1"), output: list, workers: 1 }, surroundings(), listener());
  const bases = [fileInput(list)];
  const refused = coded("OPTION_INVALID", "a list of what a home has");
  const home = join(directory, "home");
  await expect(importTools(path("1-2.tar"), home, { bases })).rejects.toEqual(refused);
  await expect(verifyTools(path("1-2.tar"), { bases })).rejects.toEqual(refused);
  await expect(completeTools(path("1-2.tar"), [list], join(directory, "whole.tar"))).rejects.toEqual(refused);
  // Not a home: most likely another path was meant.
  writeFileSync(join(directory, "empty", "notes"), "");
  await expect(importTools(path("1-2.tar"), home, { bases: [fileInput(join(directory, "empty"))] })).rejects.toEqual(
    coded("HOME_NOT_FOUND"),
  );
  expect(existsSync(home)).toBe(false);
});

test("a base for several platforms counts for the platform of the delta, on both sides", async () => {
  const directory = temporaryDirectory();
  const { bundle } = await bundlesOfPlatforms(directory);
  const all = join(directory, "all.tar");
  const output = { kind: "file", path: all } as const;
  const sources = [fileInput(bundle("glibc").path), fileInput(bundle("musl").path), fileInput(bundle("arm").path)];
  await mergeBundles({ sources, output }, surroundings(), listener());
  const next = homeOfPlatforms(join(directory, "next"), "2");
  const [full, delta, alone] = [
    join(directory, "full.tar"),
    join(directory, "delta.tar"),
    join(directory, "alone.tar"),
  ];
  await exportFor(next, full, ON.musl);
  const made = await exportFor(next, delta, ON.musl, { bases: [fileInput(all)] });
  await exportFor(next, alone, ON.musl, { bases: [fileInput(bundle("musl").path)] });
  expect(readFileSync(delta).equals(readFileSync(alone))).toBe(true);
  expect(made.bundle.delta).toMatchObject({ omitted: 2, whole: 1 });

  const [home, expected] = [join(directory, "home"), join(directory, "expected")];
  const bases = [fileInput(all)];
  await importTools(delta, home, { bases, platform: ON.musl });
  await importTools(full, expected, { platform: ON.musl });
  expect(describeHome(home, home)).toEqual(describeHome(expected, expected));
  expect((await verifyTools(delta, { bases })).unchecked).toBeUndefined();
  await completeTools(delta, [all], join(directory, "completed.tar"));
  expect(readFileSync(join(directory, "completed.tar")).equals(readFileSync(full))).toBe(true);
});

test("a chain of deltas is completed one after the other, and each needs the one before it", async () => {
  const to = (name: string): string => join(temporaryDirectory(), name);
  const [second, third] = [to("2.tar"), to("3.tar")];
  await expect(completeTools(path("2-3.tar"), [path("1-2.tar"), path("1.tar")], third)).rejects.toEqual(
    coded("BASE_MISSING", "from which the delta makes"),
  );
  await completeTools(path("1-2.tar"), [path("1.tar")], second);
  await completeTools(path("2-3.tar"), [second], third);
  expect(readFileSync(third).equals(readFileSync(path("3.tar")))).toBe(true);
});

test("the parts of a delta are imported from a directory that nobody may write to", async () => {
  const directory = temporaryDirectory();
  const parted = join(directory, "delta.tar");
  await exportTools(path("home-2"), toolsOf("2"), parted, { bases: [fileInput(path("1.tar"))], partSize: 5000 });
  const names = readdirSync(directory);
  expect(names.length).toBeGreaterThan(2);
  chmodSync(directory, 0o555);
  const home = join(temporaryDirectory(), "home");
  await importTools(path("1.tar"), home);
  await importTools(`${parted}.parts.json`, home);
  const expected = join(temporaryDirectory(), "home");
  for (const name of ["1.tar", "2.tar"]) await importTools(path(name), expected);
  expect(describeHome(home, home)).toEqual(describeHome(expected, expected));
  expect(readdirSync(directory)).toEqual(names);
  chmodSync(directory, 0o755);
});

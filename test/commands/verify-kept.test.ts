import {
  chmodSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { exportBundle } from "../../src/commands/export-bundle.ts";
import { verifyKept } from "../../src/commands/verify-kept.ts";
import { run as runCommand } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { parseOutput } from "../fixtures/json-output.ts";
import { bundleToolbox, importFile } from "../fixtures/toolbox.ts";
import { run } from "../fixtures/tools.ts";

// A home is compared with what was imported into it, without the bundle.

/** With the toolbox; the bundle is gone. */
let untouched: string;
/** A file of a layer in it. */
let layerFile: string;

beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), "ocx-bundle-kept-"));
  untouched = join(directory, "home");
  const bundle = await bundleToolbox(directory);
  await importFile(bundle, untouched);
  rmSync(bundle);
  layerFile = find(untouched, "layers/**/content/**/bin/7");
  return () => rmSync(directory, { recursive: true });
});

function copyHome(): string {
  const home = join(temporaryDirectory(), "home");
  run("cp", ["-a", untouched, home]);
  return home;
}

function verify(home: string, heard = listener()) {
  return verifyKept({ home }, surroundings(), heard);
}

async function damageOf(home: string, heard = listener()): Promise<readonly string[]> {
  const failure: unknown = await verify(home, heard).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ code: "HOME_DAMAGED", hint: expect.stringContaining("verify BUNDLE --home") });
  return (failure as { lines: readonly string[] }).lines.slice(1);
}

function find(home: string, pattern: string): string {
  const [found] = globSync(pattern, { cwd: home }).toSorted();
  if (found === undefined) throw new Error(`nothing is ${pattern}`);
  return found;
}

/** A file of its own in place of a hard link. */
function unlink(path: string): void {
  const [bytes, { mode, mtime }] = [readFileSync(path), lstatSync(path)];
  rmSync(path);
  writeFileSync(path, bytes);
  chmodSync(path, mode);
  utimesSync(path, mtime, mtime);
}

/** Other bytes, as many as before, with the same time. */
function overwrite(path: string): void {
  const { mtime, size } = lstatSync(path);
  writeFileSync(path, "#".repeat(size));
  utimesSync(path, mtime, mtime);
}

test.each(["toolbox", "entrypoints", "lived-in"])(
  "nothing is wrong with a home into which the golden case %s was imported",
  async (name) => {
    const directory = temporaryDirectory();
    const source = unpackGolden(name, "source", directory);
    const path = join(directory, "bundle.tar");
    const request = {
      home: source,
      declaration: { kind: "all" },
      platform: "linux/amd64+libc.glibc",
      output: { kind: "file", path },
      dryRun: false,
    } as const;
    const { bundle } = await exportBundle(request, surroundings(), listener());
    const home = join(directory, "home");
    await importFile(path, home);
    const heard = listener();
    const found = await verify(home, heard);
    expect(found.imports).toEqual([{ name: bundle.name, digest: bundle.digest }]);
    expect(found.home).toMatchObject({ layers: bundle.layers.length, packages: bundle.packages.length, notes: [] });
    expect(heard.warnings).toEqual([]);
  },
);

test.each<[string, (path: string) => void, RegExp]>([
  ["content", (path) => (unlink(path), writeFileSync(path, "#".repeat(9000))), /differs from frame \d+ of \d+ on$/],
  [
    "content of the same size",
    (path) => {
      unlink(path);
      overwrite(path);
    },
    /frame 1 of 1 differs$/,
  ],
  // Sparse. To read it would take longer than a test may.
  ["size, 64 GiB", (path) => truncateSync(path, 2 ** 36), /differs from frame 1 of 1 on$/],
  ["mode", (path) => (unlink(path), chmodSync(path, 0o600)), /frame 1 of 1 differs$/],
  ["time", (path) => (unlink(path), utimesSync(path, 1, 1)), /frame 1 of 1 differs$/],
  ["absence", (path) => rmSync(path), /differs from frame \d+ of \d+ on$/],
  ["a directory in its place", (path) => (rmSync(path), mkdirSync(path)), /differs from frame 1 of 1 on$/],
  ["a new neighbour", (path) => writeFileSync(`${path}.orig`, ""), /differs from frame 1 of 1 on$/],
  [
    "a pipe beside it",
    (path) => void run("mkfifo", [`${path}.pipe`]),
    /cannot be compared: .*\.pipe": it is a named pipe$/,
  ],
])("a file of a layer with another %s is found, and its layer and frame are named", async (_, spoil, expected) => {
  const home = copyHome();
  const path = layerFile;
  spoil(join(home, path));
  const layer = path.slice(0, path.indexOf("/content/"));
  const heard = listener();
  const [first, ...others] = await damageOf(home, heard);
  expect(first?.startsWith(layer)).toBe(true);
  expect(first).toMatch(expected);
  expect(others).toEqual([]);
  // Packages cannot be judged by a damaged layer.
  expect(heard.warnings).toEqual([expect.stringContaining("was not compared")]);
});

test("a symlink with another target, and a directory with a mode that no umask gives, are found", async () => {
  const home = copyHome();
  const link =
    globSync("layers/**/content/**/*", { cwd: home }).find((path) => lstatSync(join(home, path)).isSymbolicLink()) ??
    "";
  rmSync(join(home, link));
  symlinkSync("elsewhere", join(home, link));
  const bin = join(home, layerFile, "..");
  chmodSync(bin, 0o1755);
  const found = await damageOf(home);
  const layers = found.filter((line) => line.startsWith("layers/"));
  expect(layers).toHaveLength(2);
  for (const line of layers) expect(line).toMatch(/(frame .* differs|differs from frame .* on)$/);
});

test("what is missing is named, each once", async () => {
  const home = copyHome();
  const layer = layerFile.replace(/\/content\/.*/, "");
  const pkg = find(home, "packages/**/content/**/run.sh").replace(/\/content\/.*/, "/content");
  rmSync(join(home, layer), { recursive: true });
  rmSync(join(home, pkg), { recursive: true });
  expect(await damageOf(home)).toEqual([`${layer} is missing`, `${pkg} is missing`]);
});

test("in a package, an altered or missing file is damage, an added one is a note", async () => {
  const home = copyHome();
  const path = find(home, "packages/**/content/**/bin/7");
  mkdirSync(join(home, path, "../../__pycache__"));
  const heard = listener();
  const { home: found } = await verify(home, heard);
  expect(found.notes).toEqual([expect.stringContaining("__pycache__ was added")]);
  expect(heard.warnings).toEqual(found.notes);
  unlink(join(home, path));
  writeFileSync(join(home, path), "altered");
  const other = find(home, "packages/**/content/**/bin/alpha");
  rmSync(join(home, other));
  expect((await damageOf(home)).toSorted()).toEqual(
    [`${path}: differs from its layer`, `${other}: missing`].toSorted(),
  );
});

test.each<[string, (path: string) => void]>([
  ["another content of the same size and time", (path) => (unlink(path), overwrite(path))],
  ["another mode", (path) => (unlink(path), chmodSync(path, 0o600))],
  ["a directory in its place", (path) => (rmSync(path), mkdirSync(path))],
  ["a link in its place", (path) => (rmSync(path), symlinkSync("alpha", path))],
  ["a pipe in its place", (path) => (rmSync(path), void run("mkfifo", [path]))],
])("in a package, a file with %s is damage", async (_, spoil) => {
  const home = copyHome();
  const path = find(home, "packages/**/content/**/bin/7");
  spoil(join(home, path));
  expect(await damageOf(home)).toEqual([`${path}: differs from its layer`]);
});

test("in a package, a symlink with another target is damage, and a missing one", async () => {
  const home = copyHome();
  const isLink = (path: string): boolean => lstatSync(join(home, path)).isSymbolicLink();
  const path = globSync("packages/**/content/**/*", { cwd: home }).find(isLink) ?? "";
  rmSync(join(home, path));
  expect(await damageOf(home)).toEqual([`${path}: missing`]);
  symlinkSync("elsewhere", join(home, path));
  expect(await damageOf(home)).toEqual([`${path}: differs from its layer`]);
});

test("directories with the mode of another umask are a note", async () => {
  const home = copyHome();
  for (const path of globSync("layers/**/content/**/", { cwd: home })) {
    const place = join(home, path);
    // Those that a layer only implies; others have the mode of their entry.
    if (lstatSync(place).isDirectory() && (lstatSync(place).mode & 0o7777) === 0o755) chmodSync(place, 0o750);
  }
  const { notes } = (await verify(home)).home;
  expect(notes.length).toBeGreaterThan(0);
  for (const note of notes) expect(note).toContain("another umask");
});

test("several imports are compared, a part of a bundle only with that part, forgotten ones not at all", async () => {
  const directory = temporaryDirectory();
  const home = join(directory, "home");
  const bundle = await bundleToolbox(directory);
  const imported = await importFile(bundle, home, { packages: ["ocx.sh/acme/hello:2.0.0"] });
  const { home: part, imports } = await verify(home);
  expect(imports).toEqual([{ name: imported.bundle.name, digest: imported.bundle.digest }]);
  expect(part.packages).toBe(imported.packages.length);
  await importFile(bundle, home);
  expect((await verify(home)).home.packages).toBeGreaterThan(part.packages);
  const [kept = ""] = readdirSync(join(home, ".ocx-bundle/bundles"));
  writeFileSync(join(home, ".ocx-bundle/bundles", kept), "{");
  expect(await damageOf(home)).toEqual([expect.stringContaining("Cannot read config")]);
  rmSync(join(home, ".ocx-bundle/bundles", kept));
  await expect(verify(home)).rejects.toMatchObject({ code: "IMPORT_NOT_FOUND" });
});

test("the command prints what it compared, and refuses options about a bundle", () => {
  const whole = runCommand(["verify", "--home", untouched, "--json"]);
  expect(whole).toMatchObject({ status: 0, errors: "" });
  expect(parseOutput("verify", whole.text)).toMatchObject({ home: { path: untouched } });
  const home = copyHome();
  rmSync(join(home, layerFile));
  expect(runCommand(["verify", "--home", home])).toMatchObject({ status: 65, text: "" });
});

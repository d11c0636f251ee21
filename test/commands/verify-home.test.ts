import {
  chmodSync,
  cpSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { verifyBundle } from "../../src/commands/verify-bundle.ts";
import { run as runCommand } from "../fixtures/command-line.ts";
import { listener, surroundings, temporaryDirectory } from "../fixtures/commands.ts";
import { exportToolbox, importFile, unpackToolbox } from "../fixtures/toolbox.ts";
import { run } from "../fixtures/tools.ts";

let directory: string;
let bundle: string;
/** A home that got the bundle, never changed. */
let untouched: string;

beforeAll(async () => {
  directory = run("mktemp", ["-d"]).toString().trim();
  bundle = join(directory, "toolbox.tar");
  await exportToolbox(unpackToolbox(directory), bundle, { declaration: { kind: "all" } });
  untouched = join(directory, "untouched");
  await importFile(bundle, untouched);
  return () => rmSync(directory, { recursive: true });
});

/** A copy of the home, with hard links between layers and packages. */
function copyHome(): string {
  const home = join(temporaryDirectory(), "home");
  run("cp", ["-a", untouched, home]);
  return home;
}

function verify(home: string, heard = listener()) {
  return verifyBundle({ source: { kind: "file", path: bundle }, home }, surroundings(), heard);
}

/** The path of a file in the content of a layer or package, below the home. */
function find(home: string, store: string, name: string): string {
  const [found] = run("find", [store, "-path", `*/content/*${name}`], { cwd: home })
    .toString()
    .split("\n");
  if (found === undefined || found === "") throw new Error(`nothing in ${store} has ${name}`);
  return found;
}

/** The directory of a layer or package that has a file. */
function ownerOf(path: string): string {
  return path.slice(0, path.indexOf("/content/"));
}

async function damageOf(home: string): Promise<readonly string[]> {
  const failure: unknown = await verify(home).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ code: "HOME_DAMAGED", exitCode: 65 });
  return (failure as { lines: readonly string[] }).lines.slice(1);
}

/** A file of its own in place of a hard link. */
function unlink(path: string): void {
  const [bytes, { mode, mtime }] = [readFileSync(path), statSync(path)];
  rmSync(path);
  writeFileSync(path, bytes);
  chmodSync(path, mode);
  utimesSync(path, mtime, mtime);
}

test.each(["022", "027", "077"])("nothing is wrong with a home that was imported under umask %s", async (umask) => {
  const home = join(temporaryDirectory(), "home");
  const words = ["import", bundle, "--home", home, "--platform", "linux/amd64+libc.glibc"];
  expect(runCommand(words, { shell: `umask ${umask}` })).toMatchObject({ status: 0 });
  const heard = listener();
  const result = await verify(home, heard);
  expect(result.home).toMatchObject({ path: home });
  expect(result.home?.layers).toBeGreaterThan(3);
  expect(heard.warnings.filter((text) => !text.includes("another umask"))).toEqual([]);
});

test.each<[string, string, (path: string) => void]>([
  ["content", "content", (path) => (unlink(path), keepTime(path, () => writeFileSync(path, "?")))],
  ["mode", "mode", (path) => (unlink(path), chmodSync(path, 0o600))],
  ["time", "time", (path) => (unlink(path), utimesSync(path, 1, 1))],
  ["a directory in its place", "type", (path) => (rmSync(path), mkdirSync(path))],
  ["absence", "missing", (path) => rmSync(path)],
])("a file of a layer with another %s is found", async (_, flaw, spoil) => {
  const home = copyHome();
  const path = find(home, "layers", "bin/7");
  spoil(join(home, path));
  expect(await damageOf(home)).toEqual([`${path}: ${flaw}`]);
});

function keepTime(path: string, work: () => void): void {
  const { mtime } = statSync(path);
  work();
  utimesSync(path, mtime, mtime);
}

test("an extra file, a symlink with another target and a directory with another mode are found in a layer", async () => {
  const home = copyHome();
  const bin = find(home, "layers", "bin/7").replace(/\/7$/, "");
  const [link = ""] = run("find", ["layers", "-type", "l"], { cwd: home }).toString().split("\n");
  rmSync(join(home, link));
  symlinkSync("elsewhere", join(home, link));
  writeFileSync(join(home, bin, "extra"), "");
  chmodSync(join(home, bin), 0o1755);
  const found = await damageOf(home);
  expect(found.toSorted()).toEqual([`${bin}/extra: extra`, `${bin}: mode`, `${link}: target`].toSorted());
});

test.each<[string, (path: string) => void, RegExp]>([
  ["pipe", (path) => void run("mkfifo", [path]), /extra": it is a named pipe$/],
  ["symlink that leads out", (path) => symlinkSync("/etc/passwd", path), /extra": it is a symlink to "\/etc\/passwd"/],
])("a layer and a package with a %s are named with it, and all other damage too", async (_, spoil, expected) => {
  const home = copyHome();
  const [layer, pkg] = ["layers", "packages"].map((store) => find(home, store, "bin/7").replace(/\/7$/, ""));
  for (const path of [layer, pkg]) spoil(join(home, path ?? "", "extra"));
  const other = find(home, "packages", "run.sh");
  rmSync(join(home, other));
  const found = await damageOf(home);
  const places = [ownerOf(layer ?? ""), `${ownerOf(pkg ?? "")}/content`];
  expect(found.map((line) => line.replace(/ .*/, "")).toSorted()).toEqual([...places, `${other}:`].toSorted());
  for (const place of places) expect(found.find((line) => line.startsWith(`${place} `))).toMatch(expected);
});

test("layers and packages that are missing are named, each once, with all other damage", async () => {
  const home = copyHome();
  const layer = ownerOf(find(home, "layers", "bin/7"));
  const pkg = `${ownerOf(find(home, "packages", "run.sh"))}/content`;
  rmSync(join(home, layer), { recursive: true });
  rmSync(join(home, pkg), { recursive: true });
  expect(await damageOf(home)).toEqual([`${layer} is missing`, `${pkg} is missing`]);
});

test("in a package, an altered or missing file is damage, an added one is a note", async () => {
  const home = copyHome();
  const path = find(home, "packages", "bin/7");
  const content = join(home, path, "../..");
  mkdirSync(join(content, "__pycache__"));
  writeFileSync(join(content, "__pycache__/x.pyc"), "");
  const heard = listener();
  const { home: found } = await verify(home, heard);
  expect(found?.notes).toHaveLength(2);
  expect(heard.warnings).toEqual([expect.stringContaining("__pycache__"), expect.stringContaining("x.pyc")]);

  unlink(join(home, path));
  writeFileSync(join(home, path), "altered");
  const other = find(home, "packages", "bin/alpha");
  rmSync(join(home, other));
  expect(await damageOf(home)).toEqual([`${path}: content`, `${other}: missing`]);
});

test.each<[string, string, (path: string) => void]>([
  ["another mode", "mode", (path) => (unlink(path), chmodSync(path, 0o600))],
  ["a directory in place", "type", (path) => (rmSync(path), mkdirSync(path))],
  ["a link in place", "type", (path) => (rmSync(path), symlinkSync("alpha", path))],
])("in a package, a file with %s is damage", async (_, flaw, spoil) => {
  const home = copyHome();
  const path = find(home, "packages", "bin/7");
  spoil(join(home, path));
  expect(await damageOf(home)).toEqual([`${path}: ${flaw}`]);
});

test("in a package, a symlink with another target is damage", async () => {
  const home = copyHome();
  const links = run("find", ["packages", "-path", "*/content/*", "-type", "l"], { cwd: home }).toString().split("\n");
  const [link = ""] = links;
  rmSync(join(home, link));
  symlinkSync("elsewhere", join(home, link));
  expect(await damageOf(home)).toEqual([`${link}: target`]);
});

test("a layer that says it is another one is found", async () => {
  const home = copyHome();
  const layer = ownerOf(find(home, "layers", "bin/7"));
  rmSync(join(home, layer, "digest"));
  writeFileSync(join(home, layer, "digest"), `sha256:${"0".repeat(64)}`);
  expect(await damageOf(home)).toEqual([`${layer}/digest: content`]);
});

test("the command prints what is wrong and changes nothing", () => {
  const home = copyHome();
  const path = find(home, "layers", "bin/7");
  const hidden = `${path.slice(0, -1)}\u001b[31m::x`;
  linkSync(join(home, path), join(home, hidden));
  const before = join(temporaryDirectory(), "before");
  cpSync(home, before, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  const ended = runCommand(["verify", bundle, "--home", home]);
  expect(ended).toMatchObject({ status: 65, text: "" });
  expect(ended.errors).toContain("\\u{1b}[31m: :x: extra");
  run("diff", ["-r", "--no-dereference", before, home]);
  const whole = runCommand(["verify", bundle, "--home", untouched]);
  expect(whole).toMatchObject({ status: 0 });
  expect(whole.text).toContain(`${untouched} has it unchanged`);
  expect(runCommand(["verify", bundle, "--home", join(home, "none")])).toMatchObject({ status: 79 });
});

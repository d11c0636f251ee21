import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { makeReleaseRepository } from "../fixtures/release-repository.ts";
import { NODE } from "../fixtures/runner.ts";
import { needs, run } from "../fixtures/tools.ts";

function runIn(folder: string, script: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(NODE, [resolve("scripts", script), ...args], { cwd: folder });
  return { status, output: stdout.toString(), errors: stderr.toString() };
}

function makeFolder(directory: string, name: string): string {
  const folder = join(directory, name);
  mkdirSync(folder);
  return folder;
}

test.each([
  ["1.2.3", "tag=v1.2.3\nmajor=v1\nprerelease=false\n"],
  ["2.0.0-rc.1", "tag=v2.0.0-rc.1\nmajor=v2\nprerelease=true\n"],
])("plan-release.ts names the tags of %s and cuts its notes out of the changelog", (version, output) => {
  const folder = temporaryDirectory();
  makeReleaseRepository(folder, version);
  expect(runIn(folder, "plan-release.ts", version, "notes.md")).toEqual({ status: 0, output, errors: "" });
  expect(readFileSync(join(folder, "notes.md"), "utf8")).toBe("- Carries more.\n");
});

test("plan-release.ts refuses a version that is released, or of which package.json or the changelog know nothing", () => {
  const folder = temporaryDirectory();
  makeReleaseRepository(folder, "1.2.3");
  run("git", ["tag", "v1.2.3"], { cwd: folder });
  run("git", ["tag", "v1.2.4"], { cwd: folder });
  const errorsOf = (version: string): string[] => {
    const { status, output, errors } = runIn(folder, "plan-release.ts", version, "notes.md");
    expect({ status, output }).toEqual({ status: 1, output: "" });
    return errors.trimEnd().split("\n");
  };
  expect(errorsOf("1.2.3")).toEqual(["error: The tag v1.2.3 exists already"]);
  expect(errorsOf("1.2.4")).toEqual([
    "error: package.json has version 1.2.3, expected 1.2.4",
    'error: CHANGELOG.md has no text below a heading "## 1.2.4"',
    "error: The tag v1.2.4 exists already",
  ]);
  expect(errorsOf("v1")[0]).toMatch(/^error: "v1" is not a version/);
  writeFileSync(join(folder, "CHANGELOG.md"), "# Changelog\n\n## 1.2.3\n\n## 0.0.1\n\n- Carries.\n");
  expect(errorsOf("1.2.3")[0]).toBe('error: CHANGELOG.md has no text below a heading "## 1.2.3"');
  expect(readdirSync(folder)).not.toContain("notes.md");
});

needs("git", "gzip")("archive-release.ts makes the same archive of a commit wherever it is checked out", () => {
  const directory = temporaryDirectory();
  const first = makeFolder(directory, "first");
  makeReleaseRepository(first, "1.2.3");
  run("git", ["clone", "--quiet", first, join(directory, "second")]);
  const second = join(directory, "second");
  run("git", ["config", "tar.umask", "0077"], { cwd: second });
  run("sh", ["-c", `umask 077; TZ=Asia/Tokyo "$0" "$1" 1.2.3 out`, NODE, resolve("scripts/archive-release.ts")], {
    cwd: second,
  });
  // Not of the commit, so not in the archive.
  writeFileSync(join(first, "dist", "stray.mjs"), "");
  expect(runIn(first, "archive-release.ts", "1.2.3", "out")).toEqual({ status: 0, output: "", errors: "" });
  const read = (folder: string) => readFileSync(join(folder, "out", "ocx-bundle-1.2.3.tar.gz"));
  expect(read(first).equals(read(second))).toBe(true);
  run("sha256sum", ["--check", "SHA256SUMS"], { cwd: join(second, "out") });
});

needs(
  "git",
  "gzip",
  "npm",
)("the archive of a release runs where it is unpacked, and npm installs it", () => {
  const directory = temporaryDirectory();
  const folder = makeFolder(directory, "repository");
  makeReleaseRepository(folder, "1.2.3");
  runIn(folder, "archive-release.ts", "1.2.3", directory);
  const archive = join(directory, "ocx-bundle-1.2.3.tar.gz");
  run("tar", ["-xzf", archive], { cwd: directory });
  const unpacked = join(directory, "ocx-bundle-1.2.3");
  expect(readdirSync(unpacked).toSorted()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "action.yml",
    "dist",
    "docs",
    "import",
    "package.json",
  ]);
  expect(run(NODE, [join(unpacked, "dist/cli.mjs"), "--version"]).toString()).toMatch(/^ocx-bundle \d/);
  const env = { npm_config_offline: "true", npm_config_cache: join(directory, "cache"), HOME: directory };
  run("npm", ["install", "--global", "--prefix", join(directory, "prefix"), archive], { env });
  expect(run(join(directory, "prefix/bin/ocx-bundle"), ["--version"]).toString()).toMatch(/^ocx-bundle \d/);
});

needs("git", "gzip")("docs/install.md: its commands install a release and a Node that were carried in", () => {
  const directory = temporaryDirectory();
  const folder = makeFolder(directory, "repository");
  const carried = makeFolder(directory, "carried");
  const prefix = makeFolder(directory, "prefix");
  const [, block = ""] =
    /<!-- A test runs this block. -->\n\n```sh\n(.*?)```/s.exec(readFileSync("docs/install.md", "utf8")) ?? [];
  const [, version = "", node = "", arch = ""] = /^VERSION=(\S+) NODE=(\S+) ARCH=(\S+)/.exec(block) ?? [];
  makeReleaseRepository(folder, version);
  runIn(folder, "archive-release.ts", version, carried);
  const name = `node-${node}-linux-${arch}`;
  mkdirSync(join(directory, name, "bin"), { recursive: true });
  symlinkSync(NODE, join(directory, name, "bin/node"));
  run("tar", ["-czf", join(carried, `${name}.tar.gz`), "-C", directory, name]);
  run("sh", ["-c", `sha256sum ${name}.tar.gz >> SHA256SUMS`], { cwd: carried });

  run("sh", ["-euc", block], { cwd: carried, env: { PREFIX: prefix } });
  const env = { PATH: `${join(prefix, "bin")}:/usr/bin:/bin` };
  expect(run(join(prefix, "bin/ocx-import"), ["--help"], { env }).toString()).toContain("import");
  expect(run(join(prefix, "bin/ocx-bundle"), ["--version"], { env }).toString()).toMatch(/^ocx-bundle \d/);
});

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { expect } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { NODE } from "../fixtures/runner.ts";
import { needs } from "../fixtures/tools.ts";

// The package as users of npm get it: packed, then installed into a fresh folder on a machine without a network.

interface Fresh {
  readonly folder: string;
  readonly tarball: string;
  /** Runs a program in the folder, with Node and npm on the PATH and an empty home. */
  run(program: string, ...args: readonly string[]): string;
}

function packFresh(): Fresh {
  const directory = temporaryDirectory();
  const folder = join(directory, "folder");
  mkdirSync(folder);
  const env = {
    PATH: [dirname(NODE), process.env["PATH"]].join(delimiter),
    HOME: directory,
    npm_config_cache: join(directory, "cache"),
    npm_config_offline: "true",
  };
  const run: Fresh["run"] = (program, ...args) => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, env, encoding: "utf8" });
    expect(status, stderr).toBe(0);
    return stdout;
  };
  const name = run("npm", "pack", resolve("."), "--pack-destination", directory).trim();
  return { folder, tarball: join(directory, name), run };
}

needs("npm")("the package is small, brings no other one, and runs no script when it is installed", () => {
  const { folder, tarball, run } = packFresh();
  expect(statSync(tarball).size).toBeLessThan(4 * 1024 ** 2);
  run("npm", "install", tarball);
  const modules = join(folder, "node_modules");
  expect(readdirSync(modules).toSorted()).toEqual([".bin", ".package-lock.json", "ocx-bundle"]);
  expect(readdirSync(join(modules, ".bin")).toSorted()).toEqual(["ocx-bundle", "ocx-export", "ocx-import"]);
  const installed = join(modules, "ocx-bundle");
  const expected = ["CHANGELOG.md", "LICENSE", "README.md", "dist", "docs", "package.json"];
  expect(readdirSync(installed).toSorted()).toEqual(expected);
  const about = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  for (const key of ["private", "dependencies", "optionalDependencies"]) expect(about).not.toHaveProperty(key);
  expect(Object.keys(about.scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
});

needs("npm")("the package runs by npx", () => {
  const { tarball, run } = packFresh();
  const said = run("npx", "--yes", "--package", tarball, "ocx-bundle", "--version");
  expect(said).toMatch(/^ocx-bundle \d+\.\d+\.\d+\n$/);
});

needs("npm")("the package, installed for a whole machine, exports and imports under each of its names", () => {
  const { folder, tarball, run } = packFresh();
  run("npm", "install", "--global", "--prefix", folder, tarball);
  const bin = join(folder, "bin");
  const [file, home] = [join(folder, "kit.tar"), join(folder, "home")];
  const identifier = "ocx.sh/acme/build-kit:3";
  run(join(bin, "ocx-export"), identifier, "--home", unpackGolden("toolbox", "source", folder), "--output", file);
  run(join(bin, "ocx-import"), file, "--home", home);
  const shown = run(join(bin, "ocx-bundle"), "env", identifier, "--home", home, "--format", "sh");
  expect(shown).toContain("JAVA_HOME");
});

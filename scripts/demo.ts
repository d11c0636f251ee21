// The main job on a home that a real OCX wrote: export, look inside, import at another path, use. Leaves its results in .demo/.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { goldenCase, unpackGolden } from "../test/fixtures/golden.ts";

const root = join(import.meta.dirname, "..");
const directory = join(root, ".demo");
// The sample was installed on linux/amd64 with glibc; saying so lets the demo run on any Linux.
const platform = "linux/amd64+libc.glibc";

rmSync(directory, { recursive: true, force: true });
mkdirSync(directory);
const { installs } = goldenCase("toolbox");
const source = unpackGolden("toolbox", "source", directory);
const target = join(directory, "another place", "ocx");
const bundle = join(directory, "toolbox.tar");
const selected = installs.filter(({ select }) => select).map(({ identifier }) => identifier);

heading(`A home that OCX wrote lies in ${shown(source)}. Export what its job declared:`);
run("export", ...selected, "--home", source, "--output", bundle, "--platform", platform);
heading("What is in the bundle:");
run("inspect", bundle);
heading("Import it into a second home, at another path:");
run("import", bundle, "--home", target, "--platform", platform);
heading("The environment of the tools, as a shell would evaluate it:");
run("env", "--home", target, "--bundle", bundle, "--format", "sh");
heading(`The tree that came of it, in ${shown(target)}:`);
printTree(target, 0);

function heading(text: string): void {
  process.stdout.write(`\n# ${text}\n\n`);
}

function run(...words: string[]): void {
  const line = words.map((word) => (word.startsWith(root) ? shown(word) : word));
  process.stdout.write(`$ ocx-bundle ${line.map((word) => (word.includes(" ") ? `'${word}'` : word)).join(" ")}\n`);
  execFileSync(process.execPath, [join(root, "dist/cli.mjs"), ...words], { stdio: "inherit" });
}

/** Three levels, and all of the links: where those lead is what an import is about. */
function printTree(path: string, depth: number): void {
  for (const entry of readdirSync(path, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = join(path, entry.name);
    const indent = "  ".repeat(depth + 1);
    if (entry.isSymbolicLink()) process.stdout.write(`${indent}${entry.name} -> ${shown(readlinkSync(full))}\n`);
    else if (entry.isDirectory()) {
      process.stdout.write(`${indent}${entry.name}/\n`);
      if (depth < 3 || full.includes("/symlinks/")) printTree(full, depth + 1);
    } else if (depth < 3) process.stdout.write(`${indent}${entry.name}\n`);
  }
}

function shown(path: string): string {
  return relative(root, path);
}

// The main job on a home that a real OCX wrote: export, look inside, import at another path, use. Leaves its results in .demo/.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { goldenCase, unpackGolden } from "../test/fixtures/golden.ts";

const root = join(import.meta.dirname, "..");
const directory = join(root, ".demo");
// The sample was installed on linux/amd64 with glibc; saying so lets the demo run on any Linux.
const platform = "linux/amd64+libc.glibc";
const PROGRAM = "node_modules/.bin/node dist/cli.mjs";

const { installs } = goldenCase("toolbox");
const selected = installs.filter(({ select }) => select).map(({ identifier }) => identifier);
const home = '"$PWD/.demo/another place/ocx"';
const bundle = ".demo/toolbox.tar";

rmSync(directory, { recursive: true, force: true });
mkdirSync(directory);
const source = relative(root, unpackGolden("toolbox", "source", directory));

heading(`The commands below work when pasted in ${root}. A home that OCX wrote lies in ${source}; export its tools:`);
ocxBundle(`export ${selected.join(" ")} --home "$PWD/${source}" --output ${bundle} --platform ${platform}`);
heading("What is in the bundle:");
ocxBundle(`inspect ${bundle}`);
heading("Import it into a second home, at another path:");
ocxBundle(`import ${bundle} --home ${home} --platform ${platform}`);
heading("The tree that came of it:");
printTree(join(directory, "another place", "ocx"), 0);
heading("The environment of the tools, as a shell would evaluate it:");
const environment = `env --home ${home} --bundle ${bundle} --platform ${platform}`;
ocxBundle(environment);
heading("Run a tool of the second home:");
run(`eval "$(${PROGRAM} ${environment})" && java -version`);
process.stdout.write(
  `\nThe tools of ${source} now run from .demo/another place/ocx as well, and no registry was asked for them.\n`,
);

function heading(text: string): void {
  process.stdout.write(`\n# ${text}\n\n`);
}

function ocxBundle(words: string): void {
  run(`${PROGRAM} ${words}`);
}

/** Runs the very line that it shows. */
function run(line: string): void {
  process.stdout.write(`$ ${line}\n`);
  execFileSync("sh", ["-c", line], { cwd: root, stdio: "inherit" });
}

/** Three levels, and all of the links: where those lead is what an import is about. */
function printTree(path: string, depth: number): void {
  for (const entry of readdirSync(path, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = join(path, entry.name);
    const indent = "  ".repeat(depth + 1);
    if (entry.isSymbolicLink())
      process.stdout.write(`${indent}${entry.name} -> ${relative(root, readlinkSync(full))}\n`);
    else if (entry.isDirectory()) {
      process.stdout.write(`${indent}${entry.name}/\n`);
      if (depth < 3 || full.includes("/symlinks/")) printTree(full, depth + 1);
    } else if (depth < 3) process.stdout.write(`${indent}${entry.name}\n`);
  }
}

import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { MAIN, runProgram } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { NODE } from "../fixtures/runner.ts";
import { bundleToolbox, importFile } from "../fixtures/toolbox.ts";
import { needs } from "../fixtures/tools.ts";

/** Every call by which an import changes a file system, but for writes into files that nobody can see yet. */
const CALLS = "rename,symlink,link,mkdir,unlink,rmdir,chmod,fchmod";

/** How many moments to die at are tried, spread evenly over all calls. */
const DEATHS = 40;

needs("strace")(
  "an import that dies at any moment leaves a home that is whole as far as it goes, and the next one completes it",
  async () => {
    const directory = temporaryDirectory();
    const bundle = await bundleToolbox(directory);
    const clean = join(directory, "clean");
    const calls = countCalls(bundle, clean);
    expect(calls).toBeGreaterThan(DEATHS);
    const expected = describeHome(clean, clean);

    let deaths = 0;
    for (let death = 1; death <= calls; death += Math.ceil(calls / DEATHS)) {
      const home = join(directory, "home");
      const { status } = traced(["-e", `inject=${CALLS}:signal=KILL:when=${death}`], bundle, home);
      // Runs differ by a few calls, so the last moments may lie behind the end.
      deaths += status === 0 ? 0 : 1;
      expect(dangling(home), `call ${death}`).toEqual([]);
      await importFile(bundle, home);
      expect(describeHome(home, home), `call ${death}`).toEqual(expected);
      expect(readdirSync(join(home, ".ocx-bundle")).toSorted(), `call ${death}`).toEqual([
        "bundles",
        "imports.jsonl",
        "lock",
      ]);
      rmSync(home, { recursive: true });
    }
    expect(deaths).toBeGreaterThan(DEATHS / 2);
  },
  300_000,
);

/** Calls of the busiest thread: strace counts for each on its own. */
function countCalls(bundle: string, home: string): number {
  const log = `${home}.strace`;
  expect(traced(["-o", log], bundle, home)).toMatchObject({ status: 0 });
  const threads = Map.groupBy(readFileSync(log, "utf8").matchAll(/^(\d+) +\w+\(/gm), ([, thread]) => thread);
  return Math.max(...[...threads.values()].map((calls) => calls.length));
}

function traced(options: readonly string[], bundle: string, home: string) {
  const command = [NODE, MAIN, "import", bundle, "--home", home, "--platform", "linux/amd64+libc.glibc", "--quiet"];
  return runProgram(["strace", "--follow-forks", "--quiet=all", "-e", `trace=${CALLS}`, ...options, ...command], {
    // One thread for file calls, so that nearly all of them are counted in a row.
    env: { UV_THREADPOOL_SIZE: "1" },
  });
}

/** Visible links that lead nowhere: the install links, and those in packages to what they need. */
function dangling(home: string): string[] {
  const found: string[] = [];
  const walk = (path: string): void => {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() && !path.endsWith("/content")) for (const name of readdirSync(path)) walk(join(path, name));
    // A back-reference comes before the link that it is for, so that no `ocx clean` can come between.
    if (stat?.isSymbolicLink() && !path.includes("/refs/symlinks/") && !existsSync(path))
      found.push(`${path} -> ${readlinkSync(path)}`);
  };
  for (const store of ["symlinks", "packages"]) walk(join(home, store));
  return found;
}

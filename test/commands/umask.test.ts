import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { bundleToolbox } from "../fixtures/toolbox.ts";

test("under another umask a home gets the modes that OCX would give it, and layers keep theirs", async () => {
  const directory = temporaryDirectory();
  const bundle = await bundleToolbox(directory);
  const home = join(directory, "home");
  const words = ["import", bundle, "--home", home, "--platform", "linux/amd64+libc.glibc"];
  expect(run(words, { shell: "umask 077" })).toMatchObject({ status: 0 });

  const modes = new Set<string>();
  const walk = (path: string): void => {
    const stat = lstatSync(join(home, path));
    // What the publisher said of a file holds everywhere. A directory in a package is made by OCX.
    if (path.includes("/content/") && (stat.isFile() || path.startsWith("layers/"))) return;
    if (stat.isDirectory()) for (const name of readdirSync(join(home, path))) walk(`${path}/${name}`);
    const launcher = path.includes("/entrypoints/") ? " launcher" : "";
    if (!stat.isSymbolicLink() && !path.endsWith("/content"))
      modes.add(`${(stat.mode & 0o777).toString(8)}${launcher}`);
  };
  for (const store of ["blobs", "index", "layers", "packages", "symlinks"]) walk(store);
  expect([...modes].toSorted()).toEqual(["600", "700", "755 launcher"]);
});

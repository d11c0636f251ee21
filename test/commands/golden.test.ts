import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { bundleToolbox, importFile, TOOLBOX } from "../fixtures/toolbox.ts";
import { fingerprint } from "../fixtures/tree.ts";

test("an imported home equals, entry by entry, the one that OCX made of the same stores", async () => {
  const directory = temporaryDirectory();
  const judge = unpackGolden("toolbox", "target", directory);
  const bundle = await bundleToolbox(directory);
  const home = join(directory, "build agent", "ocx");

  expect(await importFile(bundle, home)).toMatchObject({ changed: true, home });
  const expected = withoutUnexported(describeHome(judge, TOOLBOX.target_home));
  expect(expected.length).toBeGreaterThan(400);
  expect(describeHome(home, home)).toEqual(expected);

  const before = fingerprint(home);
  expect(await importFile(bundle, home)).toMatchObject({ changed: false, bytesAdded: 0 });
  expect(fingerprint(home)).toEqual(before);
});

/** OCX's home holds the stores of the package that the bundle must not carry: its own `clean` lists them. */
function withoutUnexported(lines: readonly string[]): string[] {
  const unexported = [
    ...TOOLBOX.target_clean_dry_run.map(({ path }) => path.replace(`${TOOLBOX.target_home}/`, "")),
    "index/localhost_5000/p/unrelated",
  ];
  const kept = lines.filter(
    (line) => !unexported.some((path) => line.startsWith(`${path}/`) || line.startsWith(`${path}.`)),
  );
  const ledThere = (line: string): boolean => {
    const [directory = ""] = line.split(" ");
    const led = directory.endsWith("/") && unexported.some((path) => path.startsWith(directory));
    return led && !kept.some((other) => other !== line && other.startsWith(directory));
  };
  return kept.filter((line) => !ledThere(line));
}

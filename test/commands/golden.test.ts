import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { bundleToolbox, importFile, TOOLBOX, withoutUnexported } from "../fixtures/toolbox.ts";
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

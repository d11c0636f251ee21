import { join } from "node:path";
import { expect, test } from "vitest";
import type { ExportResult } from "../../src/commands/results/export-result.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { goldenText, unpackGolden } from "../fixtures/golden.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { exportToolbox, importFile } from "../fixtures/toolbox.ts";

const { target_home }: { readonly target_home: string } = JSON.parse(goldenText("yanked"));
const WITHDRAWN = ["ocx.sh/acme/gone:3", "ocx.sh/acme/pulled:1.0.0"];

/** A bundle of everything in a home with two withdrawn tags and a withdrawn repository. */
function exportAll(directory: string, variables: Readonly<Record<string, string>>): Promise<ExportResult> {
  const home = unpackGolden("yanked", "source", directory);
  return exportToolbox(home, join(directory, "all.tar"), { declaration: { kind: "all" } }, { variables });
}

test("with OCX_ALLOW_YANKED withdrawn tags travel with their index entries, and the home equals OCX's own", async () => {
  const directory = temporaryDirectory();
  const home = join(directory, "build agent", "ocx");
  const { bundle, warnings } = await exportAll(directory, { OCX_ALLOW_YANKED: "1" });
  expect(warnings).toEqual([]);
  expect(bundle.tags.map(({ identifier }) => identifier)).toEqual(expect.arrayContaining(WITHDRAWN));
  await importFile(join(directory, "all.tar"), home);
  expect(describeHome(home, home)).toEqual(describeHome(unpackGolden("yanked", "target", directory), target_home));
});

test("without it they travel alone, and a warning says why", async () => {
  const { bundle, warnings } = await exportAll(temporaryDirectory(), {});
  expect(warnings).toEqual(
    WITHDRAWN.map((name) => expect.stringMatching(new RegExp(`^${name} travels without .* OCX_ALLOW_YANKED`))),
  );
  const tags = bundle.tags.map(({ identifier }) => identifier);
  expect(tags.filter((tag) => WITHDRAWN.includes(tag))).toEqual([]);
  expect(tags).toContain("ocx.sh/acme/pulled:1.0");
});

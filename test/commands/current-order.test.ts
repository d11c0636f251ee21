import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { goldenText, unpackGolden } from "../fixtures/golden.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { exportToolbox, importFile } from "../fixtures/toolbox.ts";
import { fingerprint } from "../fixtures/tree.ts";

const { target_home }: { readonly target_home: string } = JSON.parse(goldenText("current-order"));

/** A bundle of everything in one state of the registries. */
async function bundle(state: "first" | "second", directory: string): Promise<string> {
  const file = join(directory, `${state}.tar`);
  await exportToolbox(unpackGolden("current-order", state, directory), file, { declaration: { kind: "all" } });
  return file;
}

test.each([
  ["first", "second", "update", "target"],
  ["first", "second", "replace", "target"],
  ["second", "first", "update", "target-back"],
  ["second", "first", "replace", "target-back"],
] as const)("the %s state, then the %s, with %s: `current` goes with its tag, as OCX's own", async (...row) => {
  const [before, after, onConflict, judge] = row;
  const directory = temporaryDirectory();
  const home = join(directory, "build agent", "ocx");
  for (const state of [before, after]) await importFile(await bundle(state, directory), home, { onConflict });
  const expected = describeHome(unpackGolden("current-order", judge, directory), target_home);
  expect(describeHome(home, home)).toEqual(expected);
  const bytes = fingerprint(home);
  expect(await importFile(join(directory, `${after}.tar`), home, { onConflict })).toMatchObject({ changed: false });
  expect(fingerprint(home)).toEqual(bytes);
});

test("tags that mean one package can be selected together, others cannot", async () => {
  const directory = temporaryDirectory();
  const [file, both, home] = [await bundle("second", directory), join(directory, "x.tar"), join(directory, "home")];
  await importFile(await bundle("first", directory), home);
  const packages = ["acme/t:2.0.0", "acme/t:latest"];
  const { links } = await importFile(file, home, { packages, select: true, onConflict: "keep" });
  expect(links).toContainEqual({ path: `${home}/symlinks/ocx.sh/acme/t/current`, status: "moved" });

  const lived = unpackGolden("current-order", "target", directory);
  await exportToolbox(lived, both, { declaration: { kind: "all" } });
  await expect(importFile(both, home, { select: true })).rejects.toMatchObject({ code: "SELECT_AMBIGUOUS" });
});

import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { goldenText, unpackGolden } from "../fixtures/golden.ts";
import { scratch } from "../fixtures/import.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { relocate } from "../fixtures/relocate.ts";
import { exportToolbox, importFile } from "../fixtures/toolbox.ts";
import { fingerprint } from "../fixtures/tree.ts";

const { target_home } = JSON.parse(goldenText("lived-in"));
const { path: directory, remove } = scratch();
const bundle = join(directory, "source.tar");
const home = join(directory, "build agent", "ocx");

/** A home as OCX left it in one of the golden states, without what a bundle does not carry. */
function judge(name: string): string[] {
  return describeHome(unpackGolden("lived-in", name, directory), target_home);
}

beforeAll(async () => {
  await exportToolbox(unpackGolden("lived-in", "source", directory), bundle, { declaration: { kind: "all" } });
});
afterAll(remove);

describe.each(["lived", "lived-whole"])("a home that OCX has worked in (%s)", (state) => {
  beforeEach(() => {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(dirname(home), { recursive: true });
    renameSync(unpackGolden("lived-in", state, directory), home);
    relocate(home, target_home);
  });

  test.each([
    ["target-whole", { onConflict: "replace", select: true }],
    // `current` goes with the tag that it followed here.
    ["target-whole", { onConflict: "replace" }],
    ["target-keep", { onConflict: "keep" }],
  ] as const)("becomes what OCX makes of the whole one: %s", async (name, request) => {
    await importFile(bundle, home, request);
    expect(describeHome(home, home)).toEqual(judge(name));
    const before = fingerprint(home);
    expect(await importFile(bundle, home, request)).toMatchObject({ changed: false });
    expect(fingerprint(home)).toEqual(before);
  });
});

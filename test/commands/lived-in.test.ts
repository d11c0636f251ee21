import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { goldenText, unpackGolden } from "../fixtures/golden.ts";
import { scratch } from "../fixtures/import.ts";
import { describeHome } from "../fixtures/ocx-home.ts";
import { relocate } from "../fixtures/relocate.ts";
import { exportToolbox, importFile } from "../fixtures/toolbox.ts";
import { fingerprint } from "../fixtures/tree.ts";

const { target_home, lived } = JSON.parse(goldenText("lived-in"));
const { path: directory, remove } = scratch();
const bundle = join(directory, "source.tar");
/** Selects nothing that the home has a `current` of, as those who made two of the golden targets did. */
const modest = join(directory, "modest.tar");
const home = join(directory, "build agent", "ocx");

/** A home as OCX left it in one of the golden states, without what a bundle does not carry. */
function judge(name: string): string[] {
  return describeHome(unpackGolden("lived-in", name, directory), target_home);
}

beforeAll(async () => {
  const source = unpackGolden("lived-in", "source", directory);
  await exportToolbox(source, bundle, { declaration: { kind: "all" } });
  const theirs = Object.keys(lived.links).filter((link) => link.endsWith("/current"));
  for (const link of theirs) rmSync(join(source, link), { force: true });
  await exportToolbox(source, modest, { declaration: { kind: "all" } });
});
afterAll(remove);

describe.each(["lived", "lived-whole", "target"])("a home that OCX has worked in (%s)", (state) => {
  beforeEach(() => {
    rmSync(home, { recursive: true, force: true });
    mkdirSync(dirname(home), { recursive: true });
    renameSync(unpackGolden("lived-in", state, directory), home);
    relocate(home, target_home);
  });

  const whole = [
    ["target-whole", { onConflict: "replace", select: true }, bundle],
    // `current` goes with the tag that it followed here.
    ["target-whole", { onConflict: "replace" }, bundle],
  ] as const;
  // In what OCX made of the damaged home, the tags mean the new packages already.
  const others = [
    ["target-keep", { onConflict: "keep" }, bundle],
    ["target-keep", { onConflict: "keep" }, modest],
    ["target-replace", { onConflict: "replace" }, modest],
  ] as const;

  test.each(state === "target" ? whole : [...whole, ...others])(
    "becomes what OCX makes of the whole one: %s, %o",
    async (name, request, file) => {
      await importFile(file, home, request);
      expect(describeHome(home, home)).toEqual(judge(name));
      const before = fingerprint(home);
      expect(await importFile(file, home, request)).toMatchObject({ changed: false });
      expect(fingerprint(home)).toEqual(before);
    },
  );
});

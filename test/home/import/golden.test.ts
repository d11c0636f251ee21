import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetPackage } from "../../fixtures/forget-package.ts";
import { goldenCase, unpackGolden } from "../../fixtures/golden.ts";
import { type Carried, carryToolbox, importInto, scratch } from "../../fixtures/import.ts";
import { describeHome } from "../../fixtures/ocx-home.ts";
import { relocate } from "../../fixtures/relocate.ts";
import { fingerprint } from "../../fixtures/tree.ts";

const golden = goldenCase("toolbox");
const place = scratch();
let carried: Carried;
/** What OCX made of the stores, without the package that was not exported. */
let theirs: string;

beforeAll(async () => {
  carried = await carryToolbox(place.path);
  theirs = unpackGolden("toolbox", "target", place.path);
  const unrelated = { registry: "localhost_5000", repository: "unrelated/private", tag: "9" };
  forgetPackage(theirs, { home: carried.home.path, written: golden.source_home, ...unrelated });
});
afterAll(() => place.remove());

test.each(["ocx", "build agent/ocx"])("an import into a new home at …/%s makes what OCX makes", async (name) => {
  const home = join(place.path, name);
  const plan = await importInto(home, carried);
  expect(plan.changed).toBe(true);
  expect(describeHome(home, home)).toEqual(describeHome(theirs, golden.target_home));
});

test("a second import changes nothing, not one byte", async () => {
  const home = join(place.path, "twice");
  await importInto(home, carried);
  const before = fingerprint(home);
  const plan = await importInto(home, carried);
  expect(plan.changed).toBe(false);
  expect(fingerprint(home)).toEqual(before);
});

test("an import into a home in which OCX installed the same changes nothing but its own record", async () => {
  const home = unpackGolden("toolbox", "target", join(place.path, "native"));
  relocate(home, golden.target_home);
  const stores = (): string[] => fingerprint(home).filter((line) => !/^\.(ocx-bundle| )/.test(line));
  const before = stores();
  const plan = await importInto(home, carried, { onConflict: "fail" });
  expect(plan).toMatchObject({ changed: false, warnings: [] });
  expect(plan.links.every(({ status }) => status === "present")).toBe(true);
  expect(stores()).toEqual(before);
  const whole = fingerprint(home);
  expect(await importInto(home, carried)).toMatchObject({ changed: false, isUnrecorded: false });
  expect(fingerprint(home)).toEqual(whole);
});

test("files of packages are the inodes of their layers, each as often as in OCX's home", async () => {
  const home = join(place.path, "inodes");
  await importInto(home, carried);
  expect(linkCounts(home)).toEqual(linkCounts(theirs));
  expect(Object.values(linkCounts(home)).filter((count) => count > 1).length).toBeGreaterThan(10);
});

/** How many names each regular file has, by one of its names. */
function linkCounts(home: string): Record<string, number> {
  const files = ["layers", "packages"].flatMap((store) =>
    globSync(`${store}/**/content/**`, { cwd: home, withFileTypes: true }),
  );
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  return Object.fromEntries(paths.map((path) => [path.slice(home.length), statSync(path).nlink]));
}

test("the log of imports has one line for each import that changed something", async () => {
  const home = join(place.path, "logged");
  await importInto(home, carried);
  await importInto(home, carried);
  const lines = readFileSync(join(home, ".ocx-bundle/imports.jsonl"), "utf8").split("\n");
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    bundle: { name: "test" },
    added: { packages: expect.anything() },
  });
});

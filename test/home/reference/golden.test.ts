import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { forgetPackage } from "../../fixtures/forget-package.ts";
import { goldenCase, goldenProject, goldenText, unpackGolden } from "../../fixtures/golden.ts";
import { describeMap, type HomeMap, readHome, slug } from "./home-map.ts";
import { importBundle, type ModelBundle, NOTHING } from "./import.ts";
import { type Root, rootOf } from "./packages.ts";

// The model has to know what OCX does, before it may judge an import: these homes were made by OCX.

const SOURCE_HOME = "/home/runner/.ocx";
const TARGET_HOME = "/srv/build agent/ocx";
const EMPTY: HomeMap = new Map();

function source(name: string, which: string, directory: string): HomeMap {
  return readHome(unpackGolden(name, which, directory), SOURCE_HOME);
}

/** Everything that a home has links for. */
function everything(name: string, which = "source"): ModelBundle {
  const home = source(name, which, temporaryDirectory());
  const links = [...home.keys()].flatMap((path) => /^symlinks\/([^/]+)\/(.+)\/candidates\/([^/]+)$/.exec(path) ?? []);
  const roots = [];
  for (let at = 0; at < links.length; at += 4) {
    const [registry = "", repository = "", tag = ""] = links.slice(at + 1, at + 4);
    roots.push(rootOf(home, `${registry.replace("_5000", ":5000")}/${repository}:${tag}`));
  }
  return { name: which, source: home, roots };
}

function target(name: string, which = "target", directory = temporaryDirectory()): HomeMap {
  return readHome(unpackGolden(name, which, directory), TARGET_HOME);
}

test("the toolbox into a new home", () => {
  const directory = temporaryDirectory();
  const home = source("toolbox", "source", directory);
  const roots = goldenCase("toolbox").installs.map(({ identifier }) => rootOf(home, identifier));
  const judge = unpackGolden("toolbox", "target", directory);
  const unrelated = { registry: "localhost_5000", repository: "unrelated/private", tag: "9" };
  forgetPackage(judge, { home: join(directory, "source/.ocx"), written: SOURCE_HOME, ...unrelated });
  const made = importBundle(EMPTY, NOTHING, { name: "all", source: home, roots }, { onConflict: "fail" });
  expect(describeMap(made.home)).toEqual(describeMap(readHome(judge, TARGET_HOME)));
});

test.each(["yanked", "entrypoints"])("%s into a new home", (name) => {
  const made = importBundle(EMPTY, NOTHING, everything(name), { onConflict: "fail" });
  expect(describeMap(made.home)).toEqual(describeMap(target(name)));
});

test("a lock with groups into a new home", () => {
  const home = source("groups", "source", temporaryDirectory());
  const lock = readFileSync(join(goldenProject("groups"), "ocx.lock"), "utf8");
  const tools = lock.split("[[tool]]").slice(1);
  const roots = tools.map((text) => {
    const [, registry = "", repository = ""] = /^repository = "([^/]+)\/(.+)"$/m.exec(text) ?? [];
    const leaf = /= "(sha256:[0-9a-f]{64})"$/m.exec(text)?.[1] ?? "";
    return { registry, repository, leaf, current: false };
  });
  expect(roots.length).toBeGreaterThan(5);
  const made = importBundle(EMPTY, NOTHING, { name: "groups", source: home, roots }, { onConflict: "fail" });
  const stores = (map: HomeMap): string[] => describeMap(map).filter((line) => /^(blobs|layers|packages)/.test(line));
  expect(stores(made.home)).toEqual(stores(target("groups")));
});

test.each([
  ["first", "second", "target"],
  ["second", "first", "target-back"],
] as const)("two states of a registry, the %s before the %s", (...row) => {
  const [before, after, judge] = row;
  for (const onConflict of ["update", "replace"] as const) {
    const one = importBundle(EMPTY, NOTHING, everything("current-order", before), { onConflict });
    const two = importBundle(one.home, one.memory, everything("current-order", after), { onConflict });
    expect(describeMap(two.home)).toEqual(describeMap(target("current-order", judge)));
  }
});

describe.each([
  ["lived", ["target-whole", "target-replace", "target-keep"]],
  ["lived-whole", ["target-whole", "target-replace", "target-keep"]],
  // What OCX itself made of the damaged home: all tags have their new meaning, and back-references are lost.
  ["target", ["target-whole"]],
] as const)("into a home in which OCX has worked (%s)", (state, judges) => {
  const { links } = JSON.parse(goldenText("lived-in")).lived;

  test.each(judges)("%s", (judge) => {
    const bundle = everything("lived-in");
    // Those who made two of the targets selected only what the home had no `current` of.
    const selects = ({ registry, repository }: Root): boolean =>
      judge === "target-whole" || !Object.hasOwn(links, `symlinks/${slug(registry)}/${repository}/current`);
    const roots = bundle.roots.map((root) => ({ ...root, current: root.current && selects(root) }));
    const onConflict = judge === "target-keep" ? "keep" : "replace";
    const made = importBundle(target("lived-in", state), NOTHING, { ...bundle, roots }, { onConflict });
    expect(describeMap(made.home)).toEqual(describeMap(target("lived-in", judge)));
  });
});

import { join } from "node:path";
import { expect, test } from "vitest";
import { random } from "../../../soak/random.ts";
import { forgetImport } from "../../../src/commands/forget-import.ts";
import { surroundings, temporaryDirectory } from "../../fixtures/commands.ts";
import { importFile } from "../../fixtures/toolbox.ts";
import { describeMap, readHome, slug } from "./home-map.ts";
import { makeWorld, type WorldBundle } from "./world.ts";

/** Imports bundles in this order into a new home, and forgets some. */
async function after(
  home: string,
  bundles: readonly WorldBundle[],
  forgotten: readonly WorldBundle[] = [],
): Promise<string[]> {
  for (const { file } of bundles) await importFile(file, home, { onConflict: "replace" });
  for (const { name } of forgotten) await forgetImport({ bundle: name, home, dryRun: false }, surroundings());
  return describeMap(readHome(home, home));
}

/** Pairs of bundles of one state of the tags, or of both. */
function pairs(bundles: readonly WorldBundle[], isOneState: boolean): (readonly [WorldBundle, WorldBundle])[] {
  return bundles.flatMap((a, at) =>
    bundles.slice(at + 1).flatMap((b) => ((a.source === b.source) === isOneState ? [[a, b] as const] : [])),
  );
}

/** Repositories with a tag or a `current` that two bundles mean differently. */
function contested(a: WorldBundle, b: WorldBundle): Set<string> {
  const meanings = ({ roots }: WorldBundle): string[] =>
    roots.flatMap(({ registry, repository, tag, leaf, index, current }) => [
      `${registry} ${repository} ${tag} ${index ?? leaf}`,
      ...(current ? [`${registry} ${repository} current ${leaf}`] : []),
    ]);
  const keyOf = (meaning: string): string => meaning.slice(0, meaning.lastIndexOf(" "));
  const there = new Set(meanings(a));
  const keys = new Set([...there].map(keyOf));
  const different = meanings(b).filter((one) => keys.has(keyOf(one)) && !there.has(one));
  return new Set(different.map((one) => one.split(" ").slice(0, 2).join("/")));
}

test.each([1, 2, 3])(
  "bundles that mean the same by each tag commute, and so do their forgets, seed %i",
  async (seed) => {
    const directory = temporaryDirectory();
    const { bundles } = await makeWorld(random(seed), directory);
    const [pair] = pairs(bundles, true).filter(([a, b]) => contested(a, b).size === 0);
    if (pair === undefined) throw new Error("a world has two bundles of one state");
    const [a, b] = pair;
    expect(await after(join(directory, "ab"), [a, b])).toEqual(await after(join(directory, "ba"), [b, a]));
    expect(await after(join(directory, "ab-a"), [a, b], [a, b])).toEqual(
      await after(join(directory, "ba-b"), [b, a], [b, a]),
    );
  },
);

test("bundles that mean different things commute but for the links and tags of those repositories: the last one wins", async () => {
  let differing = 0;
  for (const seed of [4, 5, 6]) {
    const directory = temporaryDirectory();
    const { bundles } = await makeWorld(random(seed), directory);
    const different = pairs(bundles, false).filter(([a, b]) => contested(a, b).size > 0);
    for (const [at, [a, b]] of different.slice(0, 1).entries()) {
      const [ab, ba] = [
        await after(join(directory, `ab${at}`), [a, b]),
        await after(join(directory, `ba${at}`), [b, a]),
      ];
      const [first, second] = [new Set(ab), new Set(ba)];
      const differences = [...ab.filter((line) => !second.has(line)), ...ba.filter((line) => !first.has(line))];
      const names = [...contested(a, b)].map((name) => {
        const [registry = "", ...repository] = name.split("/");
        return `${slug(registry)}/${repository.join("/")}`;
      });
      const isTheirs = (line: string): boolean =>
        names.some(
          (name) => line.startsWith(`symlinks/${name}/`) || line.startsWith(`index/${name.replace("/", "/p/")}.json`),
        ) ||
        names.some((name) => line.includes(`|symlinks|${name.replaceAll("/", "|")}|`)) ||
        line.includes("/refs/symlinks / ");
      expect({ seed, elsewhere: differences.filter((line) => !isTheirs(line)) }).toEqual({ seed, elsewhere: [] });
      differing += differences.length;
    }
  }
  expect(differing).toBeGreaterThan(0);
});

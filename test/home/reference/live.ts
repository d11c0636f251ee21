import { existsSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Random, random as randomOf } from "../../../soak/random.ts";
import { forgetImport } from "../../../src/commands/forget-import.ts";
import { BundleError } from "../../../src/errors.ts";
import { surroundings } from "../../fixtures/commands.ts";
import { importFile } from "../../fixtures/toolbox.ts";
import { collectable } from "./collectable.ts";
import { damage, workAsOcx } from "./damages.ts";
import { forgetBundle } from "./forget.ts";
import { describeMap, type HomeMap, readHome } from "./home-map.ts";
import { type After, importBundle, type Memory, type ModelOptions, NOTHING } from "./import.ts";
import type { Root } from "./packages.ts";
import { makeWorld, pick, type WorldBundle } from "./world.ts";

/** Things that happen to a home. */
const EVENTS = 10;

/**
 * A random life of a home: imports, forgets, damages, and OCX at work. After each import and forget, the home must be what the
 * model says.
 * @throws Error with all that happened, and what differs
 */
export async function live(seed: number, directory: string): Promise<number> {
  const random = randomOf(seed);
  const world = await makeWorld(random, directory);
  const home = join(directory, "build agent", "ocx");
  const story: string[] = [];
  let [memory, judged] = [NOTHING, 0];
  for (let event = 0; event < EVENTS; event++) {
    const chance = random();
    if (event > 0 && existsSync(home) && chance < 0.4) {
      const work = (): string => `OCX ${workAsOcx(random, home, world.versions)}`;
      // Damages seldom come alone.
      for (let count = 1 + Math.floor(random() * 4); count > 0; count--)
        story.push(chance < 0.28 ? damage(random, home) : work());
      continue;
    }
    const before = readHome(home, home);
    const bundle = pick(random, world.bundles);
    const isForget = existsSync(home) && chance < 0.5;
    const { expected, found, text, again, roots } = isForget
      ? await forget(before, memory, { bundle, home })
      : await bring(before, memory, { bundle, home, random });
    story.push(text);
    const after = readHome(home, home);
    const differences = compare(describeMap(after), describeMap(expected.home));
    if (found !== expected.error)
      differences.unshift(`expected ${expected.error ?? "no error"}, got ${found ?? "none"}`);
    if (roots !== undefined) differences.push(...collectable(after, roots));
    if (differences.length === 0 && again !== undefined) differences.push(...(await again()));
    if (differences.length > 0) {
      const told = story.map((line, at) => `${at + 1}. ${line}`).join("\n");
      throw new Error(`seed ${seed}:\n${told}\n\n${differences.slice(0, 30).join("\n")}`);
    }
    memory = expected.memory;
    judged += 1;
  }
  return judged;
}

interface Judged {
  readonly expected: After;
  /** The code of the error. */
  readonly found: string | undefined;
  readonly text: string;
  /** Imports once more; returns what is wrong with that. */
  readonly again?: () => Promise<readonly string[]>;
  /** What was imported. */
  readonly roots?: readonly Root[];
}

interface Subject {
  readonly bundle: WorldBundle;
  readonly home: string;
}

async function forget(before: HomeMap, memory: Memory, { bundle, home }: Subject): Promise<Judged> {
  const expected = forgetBundle(before, memory, bundle.name);
  const found = await codeOf(forgetImport({ bundle: bundle.name, home, dryRun: false }, surroundings()));
  return { expected, found, text: `forget ${nameOf(bundle)}` };
}

async function bring(
  before: HomeMap,
  memory: Memory,
  { bundle, home, random }: Subject & { readonly random: Random },
): Promise<Judged> {
  const packages = random() < 0.2 ? [pick(random, bundle.identifiers)] : [];
  const options: ModelOptions = {
    onConflict: pick(random, ["update", "update", "update", "keep", "replace", "fail"]),
    select: random() < 0.15,
    repair: random() < 0.35,
  };
  const roots =
    packages.length === 0
      ? bundle.roots
      : bundle.roots.filter((_, at) => packages.includes(bundle.identifiers[at] ?? ""));
  const expected = importBundle(before, memory, { ...bundle, roots }, options);
  const text = `import ${nameOf(bundle)} ${packages.join(" ")} ${JSON.stringify(options)}`;
  const found = await codeOf(importFile(bundle.file, home, { ...options, select: options.select === true, packages }));
  const again = async (): Promise<readonly string[]> => {
    const { changed } = await importFile(bundle.file, home, { ...options, select: options.select === true, packages });
    return changed ? ["a second import changes something"] : [];
  };
  return { expected, found, text, ...(found === undefined && { again, roots }) };
}

const nameOf = ({ file, identifiers }: WorldBundle): string => `${file.slice(-14)} (${identifiers.join(" ")})`;

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof BundleError) return error.code;
    throw error;
  }
}

function compare(found: readonly string[], expected: readonly string[]): string[] {
  if (isDeepStrictEqual(found, expected)) return [];
  const [there, wanted] = [new Set(found), new Set(expected)];
  return [
    ...expected.filter((line) => !there.has(line)).map((line) => `- ${line}`),
    ...found.filter((line) => !wanted.has(line)).map((line) => `+ ${line}`),
  ];
}

import { cpSync, existsSync, globSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { EXIT } from "../src/failures.ts";
import { describeHome } from "../test/fixtures/ocx-home.ts";
import { sha256 } from "../test/fixtures/tree.ts";
import { makeBundles, makeHome, PLATFORM } from "./bundles.ts";
import { checkSuccess, type Outcome, start, succeed } from "./process.ts";
import type { Scenario } from "./scenario.ts";

/** What a home has besides OCX's own, when nobody works on it. */
const AT_REST = ["bundles", "imports.jsonl", "lock"];
const IMPORTERS = 8;
const EXPORTERS = 2;

/**
 * Importers, exporters, repairs and forgets on one home, some of them killed. At the end of each round, the imports without a
 * kill must make the home what it is after one import of each, and nothing may be left over.
 */
export const soakHome: Scenario = async ({ directory, rounds, random, say }) => {
  const source = makeHome(directory, 200_000);
  const bundles = await makeBundles(source, directory, 6);
  const home = join(directory, "lived-in");
  const importAll = async (...more: readonly string[]): Promise<void> => {
    for (const { file } of bundles) await succeed(["import", file, "--home", home, "-q", ...PLATFORM, ...more]);
  };
  await importAll();
  const whole = describeHome(home, home);
  const [all] = bundles;
  const exportTo = (copy: string): readonly string[] => {
    const named = ["--home", home, "--name", "bundle-0", "--output", copy, "-q"];
    return ["export", ...(all?.identifiers ?? []), ...named, ...PLATFORM];
  };
  let [killed, done] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    // Every third round begins with nothing, the others with what the last one left.
    if (round % 3 === 0) rmSync(home, { recursive: true, force: true });
    const isAltered = round % 3 === 1;
    if (isAltered) alter(home);
    const begin = (args: readonly string[]) =>
      start(args, { killAfter: random() < 0.4 ? 100 + random() * 2000 : undefined }).ended;
    const pick = () => bundles[Math.floor(random() * bundles.length)]?.file ?? "";
    const importing = Array.from({ length: IMPORTERS }, (_, index) =>
      begin(["import", pick(), "--home", home, "-q", ...PLATFORM, ...(index % 3 === 0 ? ["--repair"] : [])]),
    );
    const copies = Array.from({ length: EXPORTERS }, (_, index) => join(directory, `copy-${index}.tar`));
    const exporting = copies.map((copy) => begin(exportTo(copy)));
    const forgetting = existsSync(join(home, ".ocx-bundle/imports.jsonl"))
      ? [begin(["forget", bundles[1 + (round % 5)]?.name ?? "", "--home", home, "-q"])]
      : [];
    for (const outcome of await Promise.all([...importing, ...exporting])) {
      if (!isIncomplete(outcome)) checkSuccess(outcome);
      if (outcome.status === null) killed += 1;
      else done += 1;
    }
    for (const outcome of await Promise.all(forgetting)) {
      if (outcome.status !== EXIT.notFound) checkSuccess(outcome);
      killed += outcome.status === null ? 1 : 0;
    }
    await importAll("--repair");
    await importAll();
    compare(describeHome(home, home), whole);
    const left = readdirSync(join(home, ".ocx-bundle")).filter((name) => !AT_REST.includes(name));
    if (left.length > 0) throw new Error(`left over in the home: ${left.join(", ")}`);
    for (const copy of copies.filter((path) => existsSync(path))) {
      const isSame = sha256(readFileSync(copy)) === sha256(readFileSync(all?.file ?? ""));
      if (!isSame && !isAltered) throw new Error(`${copy} is another bundle than its home was made from`);
      rmSync(copy);
    }
    say(`round ${round + 1}: whole; ${done} commands ended, ${killed} were killed so far`);
  }
  await succeed(exportTo(join(directory, "copy-0.tar")));
  const left = readdirSync(directory).filter((name) => !/^(source|lived-in|copy-0\.tar|bundle-\d\.tar)$/.test(name));
  if (left.length > 0) throw new Error(`left over beside the exports: ${left.join(", ")}`);
};

/** An export from a home that is being filled or repaired says what it lacks, or what has changed. */
function isIncomplete({ args, status }: Outcome): boolean {
  return args[0] === "export" && status !== null && [EXIT.data, EXIT.io, EXIT.notFound].some((each) => each === status);
}

/** Adds to one file of a layer, and takes another one away, so that there is something to repair. */
function alter(home: string): void {
  const [first, second] = globSync(`${home}/layers/**/content/weight`);
  if (first !== undefined) rmSync(first);
  if (second !== undefined) cpSync(join(home, ".ocx-bundle/imports.jsonl"), second);
}

function compare(found: readonly string[], expected: readonly string[]): void {
  const there = new Set(found);
  const wanted = new Set(expected);
  const absent = expected.filter((line) => !there.has(line));
  const extra = found.filter((line) => !wanted.has(line));
  if (absent.length + extra.length === 0) return;
  throw new Error(
    `the home differs:\n${[...absent.map((line) => `- ${line}`), ...extra.map((line) => `+ ${line}`)].slice(0, 20).join("\n")}`,
  );
}

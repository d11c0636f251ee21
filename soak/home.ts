import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { EXIT } from "../src/error-codes.ts";
import { describeHome } from "../test/fixtures/ocx-home.ts";
import { sha256 } from "../test/fixtures/tree.ts";
import { makeBundles, makeHome, PLATFORM, type SoakBundle } from "./bundles.ts";
import { alter, checkNothingLeft, checkSame, checkSound, damage } from "./home-state.ts";
import { checkSuccess, type Outcome, type Start, start, succeed } from "./process.ts";
import type { Random } from "./random.ts";
import type { Soak } from "./scenario.ts";

export interface HomeSize {
  readonly importers: number;
  readonly exporters: number;
  readonly bundles: number;
  /** Bytes of each layer. */
  readonly weight: number;
}

const FULL: HomeSize = { importers: 8, exporters: 2, bundles: 6, weight: 4_000_000 };

/** How a round begins. `forgotten` is whole too; bundles are forgotten while others are imported. */
const BEGINNINGS = ["absent", "altered", "forgotten", "damaged", "whole"] as const;
type Beginning = (typeof BEGINNINGS)[number];

/** Steps after which a command can be told to die: somewhat more than an import of all packages has. */
const STEPS = 100;

/**
 * Importers and exporters at once on one home, with repairs and forgets. Each dies up to three times, at a random moment or at a step
 * by which it changes something, and is repeated. Then the home must be whole, and nothing may be left over.
 */
export async function soakHome(soak: Soak, size: HomeSize = FULL): Promise<void> {
  const { directory, rounds, random, say } = soak;
  const bundles = await makeBundles(makeHome(directory, size.weight), directory, size.bundles);
  const [all] = bundles;
  if (all === undefined) throw new Error("there are bundles");
  const home = join(directory, "lived-in");
  const importing = ({ file }: SoakBundle, ...more: readonly string[]): readonly string[] => {
    return ["import", file, "--home", home, "-q", ...PLATFORM, ...more];
  };
  const importAll = async (): Promise<void> => {
    for (const bundle of bundles) await succeed(importing(bundle));
  };
  await importAll();
  const whole = describeHome(home, home);
  const deaths = new Map<string, number>();
  let [done, pause] = [0, 2000];
  for (let round = 0; round < rounds; round++) {
    const beginning = BEGINNINGS[round % BEGINNINGS.length] ?? "whole";
    begin(beginning, home, random);
    const any = (): SoakBundle => bundles[Math.floor(random() * bundles.length)] ?? all;
    const imports = Array.from({ length: size.importers }, (_, index) => {
      // The first one has all that the home is to have in the end.
      const repairs = beginning === "altered" && (index === 0 || random() < 0.75);
      return importing(index === 0 ? all : any(), ...(repairs ? ["--repair"] : []));
    });
    const copies = Array.from({ length: size.exporters }, (_, index) => join(directory, `copy-${index}.tar`));
    const exports = copies.map((copy) => exporting(all, home, copy));
    const forgets =
      beginning === "forgotten"
        ? [all, any(), any(), any()].map(({ name }) => ["forget", name, "--home", home, "-q"])
        : [];
    const began = performance.now();
    const work = [...imports, ...exports, ...forgets].map((args) => ({ args, ends: endings(random, pause) }));
    for (const outcome of await Promise.all(work.map((one) => repeat(one, deaths)))) {
      if (!isRefused(outcome)) checkSuccess(outcome);
      done += 1;
    }
    pause = performance.now() - began;
    checkSound(home);
    if (beginning === "forgotten") await importAll();
    checkSame(describeHome(home, home), whole);
    checkNothingLeft(home);
    for (const copy of copies.filter((path) => existsSync(path))) {
      await succeed(["verify", copy, "-q"]);
      const isSame = sha256(readFileSync(copy)) === sha256(readFileSync(all.file));
      if (beginning === "whole" && !isSame) throw new Error(`${copy} is another bundle than its home was made from`);
      rmSync(copy);
    }
    const killed = [...deaths].map(([name, count]) => `${count} of ${name}`).join(", ");
    say(`round ${round + 1} (${beginning}): whole; ${done} commands ended, killed so far: ${killed || "none"}`);
  }
  await succeed(exporting(all, home, join(directory, "copy-0.tar")));
  const left = readdirSync(directory).filter((name) => !/^(source|lived-in|copy-0\.tar|bundle-\d\.tar)$/.test(name));
  if (left.length > 0) throw new Error(`left over beside the exports: ${left.join(", ")}`);
}

function begin(beginning: Beginning, home: string, random: Random): void {
  if (beginning === "absent") rmSync(home, { recursive: true });
  if (beginning === "altered") alter(home, random);
  if (beginning === "damaged") damage(home, random);
}

function exporting({ identifiers }: SoakBundle, home: string, copy: string): readonly string[] {
  return ["export", ...identifiers, "--home", home, "--name", "bundle-0", "--output", copy, "-q", ...PLATFORM];
}

/** How a command dies, up to three times: at a random moment of a round, or at a step. */
function endings(random: Random, pause: number): readonly Start[] {
  const ending = (): Start =>
    random() < 0.5 ? { killAt: 1 + Math.floor(random() ** 3 * STEPS) } : { killAfter: 50 + random() * pause };
  return Array.from({ length: 1 + Math.floor(random() * 3) }, ending);
}

interface Work {
  readonly args: readonly string[];
  readonly ends: readonly Start[];
}

/** Runs a command again and again until it ends by itself. */
async function repeat({ args, ends: [end, ...rest] }: Work, deaths: Map<string, number>): Promise<Outcome> {
  const outcome = await start(args, end).ended;
  if (outcome.status !== null) return outcome;
  const name = `${args[0]}${args.includes("--repair") ? " --repair" : ""} ${end?.killAt === undefined ? "at random" : "at a step"}`;
  deaths.set(name, (deaths.get(name) ?? 0) + 1);
  return await repeat({ args, ends: rest }, deaths);
}

/**
 * An export from a home that is being filled or repaired says what it lacks, or what has changed. A forget that died after its last
 * step has nothing left to forget.
 */
function isRefused({ args, status }: Outcome): boolean {
  const refusals = { export: [EXIT.data, EXIT.io, EXIT.notFound], forget: [EXIT.notFound] };
  const found = Object.entries(refusals).find(([command]) => command === args[0]);
  return status !== null && found?.[1].some((each) => each === status) === true;
}

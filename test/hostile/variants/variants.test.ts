import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HONEST, HOSTILE } from "./all.ts";
import { faultsOf } from "./judge.ts";
import { type Batch, type BatchToRun, preparePlace, runBatch } from "./run-variants.ts";

/** Bytes that no hostile bundle may make a process take. */
const MEMORY = 256 * 1024 * 1024;

/** Variants of a process, so that what they leave to the garbage collector does not add up. */
const BATCH = 150;

/** Processes at a time. Each has two workers. */
const LANES = 2;

const ALL = [...HOSTILE, ...HONEST];
const FAMILIES = [...new Set(ALL.map(({ family }) => family))];
/** In memory where that is possible: crowds of entries are made and removed. */
const scratch = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "ocx-bundle-variants-"));
const done: Batch[] = [];

beforeAll(async () => {
  const light = ALL.filter(({ isHeavy }) => isHeavy !== true);
  const heavy = ALL.filter(({ isHeavy }) => isHeavy === true).map((variant) => [variant]);
  const queue: BatchToRun[] = [
    // Each command in a process of its own, as users run it: that is what must not take more.
    ...heavy.flatMap((variants) => (["verify", "import"] as const).map((only) => ({ variants, only }))),
    ...Array.from({ length: Math.ceil(light.length / BATCH) }, (_, at) => ({
      variants: light.slice(at * BATCH, (at + 1) * BATCH),
    })),
  ];
  const lane = async (_: unknown, number: number): Promise<void> => {
    const place = preparePlace(join(scratch, `${number}`));
    for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) done.push(await runBatch(batch, place));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}, 1_200_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test("there are hundreds of variants, and each has a name of its own", () => {
  const names = ALL.map(({ family, name }) => `${family}: ${name}`);
  expect(names.length).toBeGreaterThan(300);
  expect(new Set(names).size).toBe(names.length);
});

test.each(FAMILIES)("%s: refused, or taken where honest; nothing is left, and nothing is commanded", (family) => {
  const outcomes = done.flatMap((batch) => batch.outcomes).filter(({ variant }) => variant.family === family);
  const faults = outcomes.map((outcome) => [outcome.variant.name, faultsOf(outcome)] as const);
  expect(Object.fromEntries(faults.filter(([, found]) => found.length > 0))).toEqual({});
});

test("no process dies, and none takes 256 MiB", () => {
  const faults = done.flatMap(({ outcomes: [first], memory, died }) =>
    died === "" && memory < MEMORY ? [] : [`${first?.variant.family}: ${first?.variant.name}: ${memory} bytes ${died}`],
  );
  expect(faults).toEqual([]);
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HONEST, HOSTILE } from "./all.ts";
import { faultsOf } from "./judge.ts";
import { type Batch, preparePlace, runBatch } from "./run-variants.ts";
import type { Variant } from "./variant.ts";

/** Bytes that no hostile bundle may make a process take. */
const MEMORY = 256 * 1024 * 1024;

/** Variants of a process, so that what they leave to the garbage collector does not add up. */
const BATCH = 150;

/** Processes at a time. Each has two workers. */
const LANES = 2;

const ALL = [...HOSTILE, ...HONEST];
const FAMILIES = [...new Set(ALL.map(({ family }) => family))];
const scratch = mkdtempSync(join(tmpdir(), "ocx-bundle-variants-"));
const done: Batch[] = [];

beforeAll(async () => {
  const light = ALL.filter(({ isHeavy }) => isHeavy !== true);
  const queue: (readonly Variant[])[] = [
    ...ALL.filter(({ isHeavy }) => isHeavy === true).map((variant) => [variant]),
    ...Array.from({ length: Math.ceil(light.length / BATCH) }, (_, at) => light.slice(at * BATCH, (at + 1) * BATCH)),
  ];
  const lane = async (_: unknown, number: number): Promise<void> => {
    const place = preparePlace(join(scratch, `${number}`));
    for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) done.push(await runBatch(place, batch));
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}, 600_000);
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

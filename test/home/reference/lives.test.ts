import { expect, test } from "vitest";
import { temporaryDirectory } from "../../fixtures/commands.ts";
import { live } from "./live.ts";

// `npm run soak -- lives` has more seeds.
const SEEDS = Array.from({ length: 8 }, (_, index) => index + 1);

test.each(SEEDS)("imports, forgets and repairs make of a home what the model says, seed %i", async (seed) => {
  expect(await live(seed, temporaryDirectory())).toBeGreaterThan(0);
});

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { live } from "../test/home/reference/live.ts";
import type { Scenario } from "./scenario.ts";

/** Random lives of a home, each judged after each event by the reference model. */
export const soakLives: Scenario = async ({ directory, rounds, random, say }) => {
  let judged = 0;
  for (let round = 0; round < rounds; round++) {
    const seed = Math.floor(random() * 1_000_000_000);
    const place = join(directory, String(seed));
    mkdirSync(place);
    judged += await live(seed, place);
    rmSync(place, { recursive: true });
    say(`round ${round + 1}: seed ${seed}; ${judged} imports and forgets were judged so far`);
  }
};

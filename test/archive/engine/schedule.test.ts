import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { runSteps, type Step } from "../../../src/archive/engine/schedule.ts";
import { startWorkers } from "../../../src/archive/engine/worker-pool.ts";

test("a step is queued for each thread, but the last ones wait for a thread that is idle", async () => {
  const pool = startWorkers(2);
  const under: (() => void)[] = [];
  const started: number[] = [];
  const steps = Array.from(
    { length: 12 },
    (): Step => ({
      start: () => {
        started.push(under.length);
        return new Promise<void>((end) => under.push(end));
      },
    }),
  );
  const running = runSteps(pool, steps);
  for (let ended = 0; ended < 12; ended++) {
    await turn();
    under.shift()?.();
  }
  await running;
  await pool.close();
  // How many others were under way when each started.
  expect(started).toEqual([0, 1, 2, 3, 3, 3, 3, 3, 1, 1, 1, 1]);
});

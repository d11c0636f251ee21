import type { ResultOf, Task } from "./tasks.ts";
import type { Executor } from "./worker-pool.ts";

/** One step of a job: a task, and what its result leads to. */
export interface Step {
  /** Waited for before the task is handed out. */
  readonly ready?: () => Promise<void>;
  start(executor: Executor): Promise<void>;
}

/** A step from a task; `done` may add steps to the queue. */
export function step<T extends Task>(task: T, done: (result: ResultOf<T>) => void, ready?: () => Promise<void>): Step {
  return {
    ...(ready !== undefined && { ready }),
    start: async (executor) => done(await executor.run(task)),
  };
}

/**
 * Does the steps of `queue`, first ones first, and those that they add, `atATime` at a time: the executor's depth, or its width
 * where steps take long, so that none waits for a busy thread while another one is idle.
 * After a failure nothing more is started; it is thrown when all that was under way has ended, so that
 * the caller can remove what was written.
 */
export async function runSteps(executor: Executor, queue: Step[], atATime = executor.depth): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const failed = Promise.withResolvers<void>();
  const fail = (error: unknown): void => {
    failures.push(error);
    failed.resolve();
  };
  for (;;) {
    const next = failures.length === 0 && underWay.size < atATime ? queue.shift() : undefined;
    if (next === undefined) {
      if (underWay.size === 0) break;
      await Promise.race(underWay);
      continue;
    }
    if (next.ready !== undefined) await Promise.race([next.ready().catch(fail), failed.promise]);
    if (failures.length > 0) continue;
    const running: Promise<void> = next
      .start(executor)
      .catch(fail)
      .finally(() => underWay.delete(running));
    underWay.add(running);
  }
  if (failures.length > 0) throw failures[0];
}

/** Items that a share has at most, so that a task is never long. */
const SHARE = 64;

/** Cuts items into tasks: one for each that can do some, if there are as many, so that none stands idle. */
export function shares<T>(items: readonly T[], depth: number): T[][] {
  const size = Math.min(SHARE, Math.ceil(items.length / depth));
  return Array.from({ length: Math.ceil(items.length / Math.max(1, size)) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

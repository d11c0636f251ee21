import type { ResultOf, Task } from "../work/tasks.ts";
import type { TaskExecutor } from "./worker-pool.ts";

/** Steps that wait for their bytes at a time; each of them has asked for its bytes, and those behind it may overtake it. */
const LOOKAHEAD = 32;

/** One step of a job: a task, and what its result leads to. */
export interface Step {
  /** Asked once, before the step starts: resolves when it can; undefined when it can at once. */
  readonly ready?: () => Promise<unknown> | undefined;
  start(executor: TaskExecutor): Promise<void>;
}

/** A step from a task, or from a function that makes it when it starts; `done` may add steps to the queue. */
export function step<T extends Task>(
  task: T | (() => T),
  done: (result: ResultOf<T>) => void,
  ready?: Step["ready"],
): Step {
  return {
    ...(ready !== undefined && { ready }),
    start: async (executor) => done(await executor.run(typeof task === "function" ? task() : task)),
  };
}

/**
 * Does the steps of `queue`, first ones first, and those that they add, `atATime` at a time: the executor's depth, or its width
 * where steps take long, so that none waits for a busy thread while another one is idle. A step that is ready overtakes those
 * that are not. After a failure nothing more is started; it is thrown when all that was under way has ended, so that
 * the caller can remove what was written.
 */
export async function runSteps(executor: TaskExecutor, queue: Step[], atATime = executor.depth): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const arrived: Step[] = [];
  const failures: unknown[] = [];
  const waiting = new Set<Step>();
  let changed = Promise.withResolvers<void>();
  const tell = (): void => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const fail = (error: unknown): void => void failures.push(error);
  const wait = (next: Step, ready: Promise<unknown>): void => {
    waiting.add(next);
    const arrive = (): void => void arrived.push(next);
    void ready.then(arrive, fail).finally(() => {
      waiting.delete(next);
      tell();
    });
  };
  /** The first step that can start now. Those in front of it are left waiting. */
  const takeReady = (): Step | undefined => {
    const first = arrived.shift();
    if (first !== undefined) return first;
    while (waiting.size < LOOKAHEAD || queue[0]?.ready === undefined) {
      const next = queue.shift();
      const ready = next?.ready?.();
      if (next === undefined || ready === undefined) return next;
      wait(next, ready);
    }
    return undefined;
  };
  const start = (next: Step): void => {
    const running: Promise<void> = next
      .start(executor)
      .catch(fail)
      .finally(() => {
        underWay.delete(running);
        tell();
      });
    underWay.add(running);
  };
  for (;;) {
    try {
      while (failures.length === 0 && underWay.size < atATime) {
        const next = takeReady();
        if (next === undefined) break;
        start(next);
      }
    } catch (error) {
      fail(error);
    }
    // What is still waited for after a failure may never come.
    if (underWay.size === 0 && (failures.length > 0 || waiting.size === 0)) break;
    await changed.promise;
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

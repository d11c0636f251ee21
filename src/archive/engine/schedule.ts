import type { ResultOf, Task } from "../worker/tasks.ts";
import type { TaskExecutor } from "./worker-pool.ts";

/** Most steps that wait for their bytes at a time. Each has requested its bytes; steps behind it may overtake it. */
const LOOKAHEAD = 32;

export interface StepLimits {
  /** Steps that run at a time. Default: the executor's depth. */
  readonly atATime?: number;
  /** Steps that wait for their bytes at a time. */
  readonly lookahead?: number;
}

/** One step of a job: a task, and a callback for its result. */
export interface Step {
  /** Called once before the step starts. Its promise resolves when the step can start; undefined when it can start at once. */
  readonly ready?: () => Promise<unknown> | undefined;
  start(executor: TaskExecutor): Promise<void>;
}

/** Makes a step of a task, or of a function that makes the task when the step starts. `done` may add steps to the queue. */
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
 * Runs the steps of `queue` in order, and the steps that they add, `atATime` at a time. Pass the executor's width if steps take
 * long, so that no step waits for a busy thread while another one is idle. A ready step overtakes waiting ones.
 * After a failure nothing more is started; it is thrown when all running steps have ended, so that the caller can clean up.
 */
export async function runSteps(
  executor: TaskExecutor,
  queue: Step[],
  { atATime = executor.depth, lookahead = LOOKAHEAD }: StepLimits = {},
): Promise<void> {
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
  /** Takes the first step that can start now. The steps before it keep waiting. */
  const takeReady = (): Step | undefined => {
    const first = arrived.shift();
    if (first !== undefined) return first;
    while (waiting.size < lookahead || queue[0]?.ready === undefined) {
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
    // After a failure do not wait for steps without bytes: the bytes may never come.
    if (underWay.size === 0 && (failures.length > 0 || waiting.size === 0)) break;
    await changed.promise;
  }
  if (failures.length > 0) throw failures[0];
}

/** Most items of a share, so that tasks stay short. */
const SHARE = 64;

/** Cuts items into shares: `depth` of them if there are enough items, so that no thread is idle. */
export function shares<T>(items: readonly T[], depth: number): T[][] {
  const size = Math.min(SHARE, Math.ceil(items.length / depth));
  return Array.from({ length: Math.ceil(items.length / Math.max(1, size)) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

/**
 * Starts jobs in order, `depth` at a time, and yields their results in the same order. After a failure, or when the caller stops,
 * nothing more is started, and all jobs under way have ended when it is told.
 * @param start gets the number of a place, below `depth`. A place is free again when the result after its own is requested.
 */
export async function* inOrder<Job, Result>(
  jobs: Iterable<Job> | AsyncIterable<Job>,
  depth: number,
  start: (job: Job, place: number) => Promise<Result>,
): AsyncGenerator<{ readonly job: Job; readonly place: number; readonly result: Result }, void, undefined> {
  const underWay: { readonly job: Job; readonly place: number; readonly result: Promise<Result> }[] = [];
  let started = 0;
  try {
    for await (const job of jobs) {
      const place = started % depth;
      const result = start(job, place);
      // Results are awaited in order. Until then, a failure must not become an unhandled rejection.
      result.catch(() => undefined);
      underWay.push({ job, place, result });
      started += 1;
      const first = underWay.length === depth ? underWay.shift() : undefined;
      if (first !== undefined) yield { ...first, result: await first.result };
    }
    for (let first = underWay.shift(); first !== undefined; first = underWay.shift())
      yield { ...first, result: await first.result };
  } finally {
    await Promise.allSettled(underWay.map(({ result }) => result));
  }
}

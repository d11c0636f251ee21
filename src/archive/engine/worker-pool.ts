import { Worker } from "node:worker_threads";
import { BundleError } from "../../errors.ts";
import { decodeFailure, type EncodedFailure, type ResultOf, type Task, taskRunner } from "../worker/tasks.ts";

/** Runs tasks, on threads or on the calling thread. */
export interface TaskExecutor {
  /** Number of tasks that run at a time. */
  readonly width: number;
  /** Number of tasks to have queued or running at a time. */
  readonly depth: number;
  run<T extends Task>(task: T): Promise<ResultOf<T>>;
}

export interface WorkerPool extends TaskExecutor {
  /** Ends the threads at once, also in the middle of a task. */
  close(): Promise<void>;
}

/** Runs tasks on the calling thread, for work that ends before a thread would have started. */
export function inlineExecutor(): TaskExecutor & { close(): void } {
  const { prepare, perform, close } = taskRunner();
  const run = async <T extends Task>(task: T) => {
    const loading = prepare(task);
    if (loading !== undefined) await loading;
    return perform(task) as ResultOf<T>;
  };
  return { width: 1, depth: 1, close, run };
}

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
  /** Failure that ended the pool. */
  end: Error | undefined;
}

type Answer = { readonly id: number } & ({ readonly result: never } | { readonly failure: EncodedFailure });

/** The worker's file: in dist/ it lies beside the chunk that contains this file. */
const ENTRY = new URL(import.meta.url.endsWith(".ts") ? "../worker/worker.ts" : "./worker.mjs", import.meta.url);

/** Starts `size` threads. They keep the process alive only while a task is under way. */
export function startWorkers(size: number): WorkerPool {
  const threads = Array.from({ length: size }, startThread);
  let id = 0;
  return {
    width: size,
    // Two for each thread, one running and one queued, so that no thread is idle while the main thread is busy.
    depth: 2 * size,
    run: (task) =>
      new Promise((resolve, reject) => {
        const thread = threads.reduce((best, other) => (other.waiting.size < best.waiting.size ? other : best));
        if (thread.end !== undefined) {
          reject(thread.end);
          return;
        }
        id += 1;
        if (thread.waiting.size === 0) thread.worker.ref();
        thread.waiting.set(id, { resolve, reject });
        thread.worker.postMessage({ id, task });
      }),
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function startThread(): Thread {
  const worker = new Worker(ENTRY, {
    // Do not pass on the parent's flags, such as `--eval`.
    execArgv: [],
    // Workers make much short-lived garbage; a larger young generation would only cost memory.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  const thread: Thread = { worker, waiting: new Map(), end: undefined };
  const stop = (error: Error): void => {
    thread.end ??= error;
    for (const { reject } of thread.waiting.values()) reject(thread.end);
    thread.waiting.clear();
  };
  worker.on("message", (answer: Answer) => {
    const waiting = thread.waiting.get(answer.id);
    thread.waiting.delete(answer.id);
    if (thread.waiting.size === 0) worker.unref();
    if ("failure" in answer) waiting?.reject(decodeFailure(answer.failure));
    else waiting?.resolve(answer.result);
  });
  worker.on("messageerror", (error) => stop(died(String(error), error)));
  worker.on("error", (error) => stop(died(String(error), error)));
  worker.on("exit", (code) => stop(died(`exit code ${code}`)));
  worker.unref();
  return thread;
}

function died(why: string, cause?: unknown): BundleError {
  return new BundleError("INTERNAL", `Cannot go on: a worker thread ended (${why})`, { cause });
}

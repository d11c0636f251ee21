import { parentPort } from "node:worker_threads";
import { encodeFailure, type Task, taskRunner } from "./tasks.ts";

// A thread of worker-pool.ts: performs tasks one after the other, and answers each by its number.
const { prepare, perform } = taskRunner();

parentPort?.on("message", (message: { readonly id: number; readonly task: Task }) => void answer(message));

async function answer({ id, task }: { readonly id: number; readonly task: Task }): Promise<void> {
  try {
    const loading = prepare(task);
    if (loading !== undefined) await loading;
    parentPort?.postMessage({ id, result: perform(task) });
  } catch (error) {
    parentPort?.postMessage({ id, failure: encodeFailure(error) });
  }
}

import { parentPort } from "node:worker_threads";
import { encodeFailure, type Task, taskRunner } from "./tasks.ts";

// A thread of worker-pool.ts: performs tasks one after the other, and answers each by its number.
const { perform } = taskRunner();

parentPort?.on("message", ({ id, task }: { readonly id: number; readonly task: Task }) => {
  try {
    parentPort?.postMessage({ id, result: perform(task) });
  } catch (error) {
    parentPort?.postMessage({ id, failure: encodeFailure(error) });
  }
});

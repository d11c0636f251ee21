import { parentPort } from "node:worker_threads";
import { encodeFailure, type Task, taskRunner } from "./tasks.ts";

// One of the threads of worker-pool.ts: takes tasks one after the other, answers each by its number.
const { perform } = taskRunner();

parentPort?.on("message", ({ id, task }: { readonly id: number; readonly task: Task }) => {
  try {
    parentPort?.postMessage({ id, result: perform(task) });
  } catch (error) {
    parentPort?.postMessage({ id, failure: encodeFailure(error) });
  }
});

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  taskRunner
} from "./chunk-7VESFVHV.mjs";
import "./chunk-DGISC6Y6.mjs";
import "./chunk-J7RN6EX5.mjs";
import "./chunk-CZ2U25SC.mjs";
import "./chunk-EQADGZVT.mjs";
import "./chunk-JBU255CI.mjs";
import "./chunk-AE2P7HNV.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/archive/work/worker.ts
import { parentPort } from "node:worker_threads";
var { prepare, perform } = taskRunner();
parentPort?.on("message", (message) => void answer(message));
async function answer({ id, task }) {
  try {
    const loading = prepare(task);
    if (loading !== void 0) await loading;
    parentPort?.postMessage({ id, result: perform(task) });
  } catch (error) {
    parentPort?.postMessage({ id, failure: encodeFailure(error) });
  }
}

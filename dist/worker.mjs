import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  taskRunner
} from "./chunk-7AMTZMYU.mjs";
import "./chunk-CEOJN6V4.mjs";
import "./chunk-NNUK72C2.mjs";
import "./chunk-33MI7YQE.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-3QQAQMWO.mjs";
import "./chunk-RCTERZSS.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-ZKGAMAZP.mjs";
import "./chunk-3O6M6KTH.mjs";
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

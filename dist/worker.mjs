import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  taskRunner
} from "./chunk-XYCDYIGT.mjs";
import "./chunk-SQWVCGOO.mjs";
import "./chunk-KUWHBU4M.mjs";
import "./chunk-A7IV25DH.mjs";
import "./chunk-57MXRJ6K.mjs";
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

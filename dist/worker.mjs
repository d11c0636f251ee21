import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  taskRunner
} from "./chunk-QXKKMGKQ.mjs";
import "./chunk-WV2IAIOL.mjs";
import "./chunk-AOVMBVN7.mjs";
import "./chunk-RBV4PCPU.mjs";
import "./chunk-ESHCRFN5.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/archive/work/worker.ts
import { parentPort } from "node:worker_threads";
var { perform } = taskRunner();
parentPort?.on("message", ({ id, task }) => {
  try {
    parentPort?.postMessage({ id, result: perform(task) });
  } catch (error) {
    parentPort?.postMessage({ id, failure: encodeFailure(error) });
  }
});

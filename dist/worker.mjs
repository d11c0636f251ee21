import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  taskRunner
} from "./chunk-5IU5EK5G.mjs";
import "./chunk-R2ZBKTIB.mjs";
import "./chunk-DHYQDPHX.mjs";
import "./chunk-UHERIXZC.mjs";
import "./chunk-LBAKRST6.mjs";
import "./chunk-P5FJQ4AR.mjs";
import "./chunk-YKPDBCHQ.mjs";
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

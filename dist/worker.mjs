import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  taskRunner
} from "./chunk-3AW3TJWQ.mjs";
import "./chunk-HP3WULWA.mjs";
import "./chunk-Z3Y5652F.mjs";
import "./chunk-4BW6DCFJ.mjs";
import "./chunk-G225MUBA.mjs";
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

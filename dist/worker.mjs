import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  taskRunner
} from "./chunk-AEG75B7M.mjs";
import "./chunk-PS53ICHA.mjs";
import "./chunk-MZ5U76BJ.mjs";
import "./chunk-XK5TLWYY.mjs";
import "./chunk-5HOQBOAW.mjs";
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

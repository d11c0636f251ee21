import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  taskRunner
} from "./chunk-WR4NE46F.mjs";
import "./chunk-JCTERG6B.mjs";
import "./chunk-POW5B3AK.mjs";
import "./chunk-6CKKONBI.mjs";
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

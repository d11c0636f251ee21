import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  performer
} from "./chunk-MOWYRPK5.mjs";
import "./chunk-Q5AK34AA.mjs";
import "./chunk-4QOWCHA5.mjs";
import "./chunk-537MVMSQ.mjs";
import "./chunk-ISU6CRJH.mjs";

// src/archive/worker.ts
import { parentPort } from "node:worker_threads";
var { perform } = performer();
parentPort?.on("message", ({ id, task }) => {
  try {
    parentPort?.postMessage({ id, result: perform(task) });
  } catch (error) {
    parentPort?.postMessage({ id, failure: encodeFailure(error) });
  }
});

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  performer
} from "./chunk-W45OZXGS.mjs";
import "./chunk-MFO7HVHU.mjs";
import "./chunk-YXWEVAZE.mjs";
import "./chunk-UXUGPLQI.mjs";
import "./chunk-7XDTQEKM.mjs";
import "./chunk-MU6RN3XU.mjs";

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

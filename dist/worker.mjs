import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  performer
} from "./chunk-X36LLNG5.mjs";
import "./chunk-Y3YW6CBU.mjs";
import "./chunk-EGRBEDZZ.mjs";
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

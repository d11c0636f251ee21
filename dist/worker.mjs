import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  taskRunner
} from "./chunk-GVXGYAZQ.mjs";
import "./chunk-IAWNNIYU.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-2CJMZNTN.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-KTQ4JZSP.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-ME3MDIW7.mjs";
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

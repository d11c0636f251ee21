import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  taskRunner
} from "./chunk-SIXYNKZ3.mjs";
import "./chunk-XBYPF2TB.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import "./chunk-4FDFUD6J.mjs";
import "./chunk-R75ETOQW.mjs";
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

import {
  encodeFailure,
  taskRunner
} from "./chunk-PZGT6IPK.mjs";
import "./chunk-BZTZ7RJ6.mjs";
import "./chunk-IAOUZBYX.mjs";
import "./chunk-C5G7RXZF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-ZXDUCTE5.mjs";
import "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-4XPCL3JO.mjs";
import "./chunk-4MKAO6W3.mjs";
import "./chunk-4XS24JEZ.mjs";

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

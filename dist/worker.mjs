import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  performer
} from "./chunk-LTIFEAIV.mjs";
import "./chunk-ZZWRXHFU.mjs";
import "./chunk-J4EJY76C.mjs";
import "./chunk-T2NCVDNQ.mjs";
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

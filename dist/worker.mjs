import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  encodeFailure,
  performer
} from "./chunk-NZG5WBLE.mjs";
import "./chunk-533LEOWS.mjs";
import "./chunk-OGISYKE3.mjs";
import "./chunk-XT4XHA7P.mjs";
import "./chunk-YE77UOQV.mjs";
import "./chunk-G7NBFKCV.mjs";
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

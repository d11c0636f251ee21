#!/usr/bin/env node
import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeFailure
} from "./chunk-OL3FU7BA.mjs";
import "./chunk-DXXAHYJL.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";
import "./chunk-MU6RN3XU.mjs";

// src/cli/main.ts
var OLDEST = { major: 24, minor: 19 };
function checkSystem() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < OLDEST.major || major === OLDEST.major && minor < OLDEST.minor) {
    const found = `Cannot run on Node ${process.versions.node}: ocx-bundle needs Node ${OLDEST.major}.${OLDEST.minor} or newer`;
    const hint = `Install Node ${OLDEST.major}.${OLDEST.minor} or newer (https://nodejs.org), and run ocx-bundle with it.`;
    throw new BundleError("SYSTEM_UNSUPPORTED", found, { hint });
  }
  if (process.platform !== "linux") {
    const found = `Cannot run on ${process.platform}: ocx-bundle supports Linux only, so far`;
    throw new BundleError("SYSTEM_UNSUPPORTED", found, { hint: "Run it on Linux, in a container for example." });
  }
}
try {
  checkSystem();
  const { run } = await import("./run-JBDBYHZW.mjs");
  await run();
} catch (thrown) {
  const { exitCode, text } = describeFailure(thrown);
  process.stderr.write(text);
  process.exitCode = exitCode;
}

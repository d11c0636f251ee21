import {
  formatFailure
} from "./chunk-QM2COB7H.mjs";
import "./chunk-2VOVHQTY.mjs";
import "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/cli/start.ts
var OLDEST = { major: 24, minor: 19 };
var SYSTEMS = ["linux", "darwin"];
function checkSystem() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < OLDEST.major || major === OLDEST.major && minor < OLDEST.minor) {
    const found = `Cannot run on Node ${process.versions.node}: ocx-bundle needs Node ${OLDEST.major}.${OLDEST.minor} or newer`;
    const hint = `Install Node ${OLDEST.major}.${OLDEST.minor} or newer (https://nodejs.org), and run ocx-bundle with it.`;
    throw new BundleError("SYSTEM_UNSUPPORTED", found, { hint });
  }
  if (!SYSTEMS.includes(process.platform)) {
    const found = `Cannot run on ${process.platform}: ocx-bundle supports Linux, and is built for macOS`;
    throw new BundleError("SYSTEM_UNSUPPORTED", found, { hint: "Run it on Linux, in a container for example." });
  }
}
async function start() {
  try {
    checkSystem();
    const { run } = await import("./run-REIWGZV4.mjs");
    await run();
  } catch (thrown) {
    const { exitCode, output, errors } = formatFailure("ocx-bundle", process.argv.slice(2), thrown);
    process.stdout.write(output);
    process.stderr.write(errors);
    process.exitCode = exitCode;
  }
}
export {
  start
};

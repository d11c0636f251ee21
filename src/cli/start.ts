import { BundleError } from "../errors.ts";
import { formatFailure } from "./failure-output.ts";

/**
 * Checks the system before the rest is loaded: an older Node fails to load it, because its zlib has no zstd. Static imports here
 * must work on old Nodes.
 */

/** The oldest supported Node: the one of GitHub's runners. */
const OLDEST = { major: 24, minor: 19 };

/** It is built for macOS, but was not tried there. */
const SYSTEMS: readonly string[] = ["linux", "darwin"];

function checkSystem(): void {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)) {
    const found = `Cannot run on Node ${process.versions.node}: ocx-bundle needs Node ${OLDEST.major}.${OLDEST.minor} or newer`;
    const hint = `Install Node ${OLDEST.major}.${OLDEST.minor} or newer (https://nodejs.org), and run ocx-bundle with it.`;
    throw new BundleError("SYSTEM_UNSUPPORTED", found, { hint });
  }
  if (!SYSTEMS.includes(process.platform)) {
    const found = `Cannot run on ${process.platform}: ocx-bundle supports Linux, and is built for macOS`;
    throw new BundleError("SYSTEM_UNSUPPORTED", found, { hint: "Run it on Linux, in a container for example." });
  }
}

/** Runs the command line of the process, if the system is supported. */
export async function start(): Promise<void> {
  try {
    checkSystem();
    const { run } = await import("./run.ts");
    await run();
  } catch (thrown) {
    const { exitCode, output, errors } = formatFailure("ocx-bundle", process.argv.slice(2), thrown);
    process.stdout.write(output);
    process.stderr.write(errors);
    process.exitCode = exitCode;
  }
}

import { BundleError } from "../errors.ts";
import { formatFailure } from "./failure-output.ts";

/**
 * Asks whether the rest can run: an older Node cannot even read it, because zstd is not in its zlib. So nothing that uses more than
 * old Nodes have may be imported by a static import here.
 */

/** The oldest Node that runs all of it: the one of GitHub's runners. */
const OLDEST = { major: 24, minor: 19 };

function checkSystem(): void {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)) {
    const found = `Cannot run on Node ${process.versions.node}: ocx-bundle needs Node ${OLDEST.major}.${OLDEST.minor} or newer`;
    const hint = `Install Node ${OLDEST.major}.${OLDEST.minor} or newer (https://nodejs.org), and run ocx-bundle with it.`;
    throw new BundleError("SYSTEM_UNSUPPORTED", found, { hint });
  }
  if (process.platform !== "linux") {
    const found = `Cannot run on ${process.platform}: ocx-bundle supports Linux only, so far`;
    throw new BundleError("SYSTEM_UNSUPPORTED", found, { hint: "Run it on Linux, in a container for example." });
  }
}

/** Runs the process's own command line, on a system that can. */
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

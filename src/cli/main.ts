import { fileURLToPath } from "node:url";
import type { ErrorCode } from "../error-codes.ts";

/**
 * The entry. It imports nothing statically: copied out of dist/ alone, it must still report the missing files.
 */

const INCOMPLETE: ErrorCode = "PROGRAM_INCOMPLETE";

/** "Configuration" in errors.ts, which may be missing, too. */
const EXIT_CODE = 78;

try {
  const { start } = await import("./start.ts");
  await start();
} catch (thrown) {
  if (!(thrown instanceof Error) || !("code" in thrown) || thrown.code !== "ERR_MODULE_NOT_FOUND") throw thrown;
  // Makes `eval "$(ocx-bundle env …)"` fail.
  if (process.argv[2] === "env") process.stdout.write("false\n");
  process.stderr.write(
    `error: Cannot start ocx-bundle: files that belong beside ${fileURLToPath(import.meta.url)} are missing [${INCOMPLETE}]\n` +
      "hint: Copy the whole folder dist/ of ocx-bundle, or make a link to the cli.mjs in it.\n",
  );
  process.exitCode = EXIT_CODE;
}

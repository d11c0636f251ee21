import { spawn } from "node:child_process";
import { once } from "node:events";
import { BundleError } from "../errors.ts";

/** `flock` ends with this when the time is over. */
const TIMED_OUT = 1;

/** Something for the holder of the lock to echo: it answers once it has the lock. */
const KNOCK = "\n";

/**
 * Holds the flock(2) of a file, which must exist, until it is disposed of. Node has no such call; the program `flock` of
 * util-linux has, and dies with this process, because its standard input ends.
 * @param timeout in seconds.
 * @returns undefined where there is no such program.
 * @throws BundleError `LOCK_TIMEOUT`, `IO_FAILED`
 */
export async function holdFlock(path: string, timeout: number): Promise<AsyncDisposable | undefined> {
  const child = spawn("flock", ["--exclusive", "--timeout", String(timeout), path, "cat"], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const ended = once(child, "close");
  // A program that is gone cannot be knocked at; how it ended says what happened.
  child.stdin.on("error", () => undefined);
  child.stdin.write(KNOCK);
  try {
    const [first]: unknown[] = await Promise.race([once(child.stdout, "data"), ended]);
    if (typeof first === "number" || first === null) throw failed(path, first);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  return {
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

function failed(path: string, status: number | null): BundleError {
  if (status === TIMED_OUT) return new BundleError("LOCK_TIMEOUT", `Cannot lock ${path}: another process holds it`);
  return new BundleError("IO_FAILED", `Cannot lock ${path}: flock ended with ${status ?? "a signal"}`);
}

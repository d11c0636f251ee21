import { setTimeout as sleep } from "node:timers/promises";
import type { ErrorCode } from "../../error-codes.ts";
import { BundleError } from "../../errors.ts";

/** Milliseconds before each further look. A repair replaces what is damaged within less. */
const PAUSES = [100, 400, 1600] as const;

/** Failures to read what another process replaces at that moment. */
const PASSING: readonly ErrorCode[] = ["FILE_CHANGED", "FILE_NOT_FOUND", "OBJECT_MISSING"];

/**
 * Reads a home without its lock. Looks again if another import or repair replaces what is read: each damage is mended only once,
 * so that it soon is quiet. Throws the last failure.
 */
export async function retryWhileChanging<Result>(look: () => Promise<Result>): Promise<Result> {
  for (const pause of PAUSES) {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof BundleError) || !PASSING.includes(error.code)) throw error;
      await sleep(pause);
    }
  }
  return await look();
}

import { BundleError } from "../../errors.ts";

/**
 * Reads one of several bundles that a command names. For a directory that holds several itself, the usual hint names `--name`, which such a
 * command does not have, or has for something else.
 * @throws BundleError what `read` throws
 */
export async function withoutName<Result>(read: Promise<Result>): Promise<Result> {
  return read.catch((error: unknown) => {
    if (!(error instanceof BundleError) || error.code !== "BUNDLE_AMBIGUOUS") throw error;
    throw new BundleError(error.code, error.lines, {
      cause: error.cause,
      hint: "Run `ocx-bundle serve DIR`, and give the address of the one that is meant.",
    });
  });
}

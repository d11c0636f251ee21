import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";
import { type Copy, writeCopy } from "../../bundle/copy-bundle.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { openDirectoryWriter } from "../../layout/directory-writer.ts";
import { openTarWriter } from "../../layout/tar-writer.ts";
import type { BundleOutput } from "../../options/requests/output.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { checkReplaceable, fileNameOf, outputPath } from "./output-path.ts";
import { temporaryDirectory, userPath } from "./user-path.ts";

/** A place for a bundle that is made of others. */
export type BundleTarget = { readonly file: string } | { readonly directory: string };

interface TargetRequest {
  readonly output: BundleOutput;
  readonly overwrite?: boolean;
}

/** Finds the place, before anything is copied. @throws BundleError `FILE_EXISTS`, `OPTION_INVALID` */
export async function findBundleTarget(
  { output, overwrite }: TargetRequest,
  name: string,
  context: ProcessContext,
): Promise<BundleTarget> {
  if (output.kind === "layout") return { directory: userPath(output.path, context) };
  const file = await outputPath(output.path, fileNameOf(name), context);
  if (overwrite !== true) await checkReplaceable(file);
  return { file };
}

/** Writes it, and checks every blob. @returns its size in bytes @throws BundleError what reading and writing throw */
export async function writeToTarget(copy: Copy, target: BundleTarget, { signal }: ProcessContext): Promise<number> {
  try {
    await using writer =
      "file" in target ? await openTarWriter(target.file, copy.room) : await openDirectoryWriter(target.directory);
    await using spool = await mkdtempDisposable(join(temporaryDirectory(), "ocx-bundle-"));
    return await writeCopy(copy, writer, { directory: spool.path, signal });
  } catch (error) {
    throw fromSystemError(error, `write bundle ${"file" in target ? target.file : target.directory}`);
  }
}

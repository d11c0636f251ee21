import { createReadStream } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PackedFrame } from "../archive/frames.ts";
import { asFailure } from "../io/failure.ts";
import type { BundlePlan } from "./plan-bundle.ts";
import { type WrittenBundle, writeBundleFile } from "./write-bundle.ts";

/**
 * Writes a bundle to a stream, which stays open. The head comes first but is known last, so the whole bundle is spooled
 * below `spoolDirectory` and copied from there.
 * @throws BundleError `IO_FAILED`, `DISK_FULL`, `PERMISSION_DENIED`, `FILE_NOT_FOUND`
 */
export async function streamBundle(
  plan: BundlePlan,
  frames: AsyncIterable<PackedFrame>,
  { stream, spoolDirectory }: { readonly stream: Writable; readonly spoolDirectory: string },
): Promise<WrittenBundle> {
  try {
    await using spool = await mkdtempDisposable(join(spoolDirectory, "ocx-bundle-"));
    const file = join(spool.path, "bundle.tar");
    const written = await writeBundleFile(plan, frames, file);
    await pipeline(createReadStream(file), stream, { end: false });
    return written;
  } catch (error) {
    throw asFailure(error, "write bundle to the stream");
  }
}

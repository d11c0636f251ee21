import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PackedFrame } from "../archive/frames/frames.ts";
import { openSpool } from "../io/spool.ts";
import { fromSystemError } from "../io/system-error.ts";
import { tarWriterInto } from "../layout/tar-writer.ts";
import type { BundlePlan } from "./plan-bundle.ts";
import { type WrittenBundle, writeBundle } from "./write-bundle.ts";

/**
 * Writes a bundle to a stream, which stays open. The head is first in the stream but known last, so the whole bundle is spooled
 * below `spoolDirectory` and copied from there.
 * @throws BundleError `IO_FAILED`, `DISK_FULL`, `PERMISSION_DENIED`, `FILE_NOT_FOUND`
 */
export async function streamBundle(
  plan: BundlePlan,
  frames: AsyncIterable<PackedFrame>,
  { stream, spoolDirectory }: { readonly stream: Writable; readonly spoolDirectory: string },
): Promise<WrittenBundle> {
  try {
    await using file = await openSpool(spoolDirectory);
    const written = await writeBundle(plan, frames, tarWriterInto(file, plan.room));
    await pipeline(file.createReadStream({ start: 0, autoClose: false }), stream, { end: false });
    await flush(stream);
    return written;
  } catch (error) {
    throw fromSystemError(error, `write bundle to the stream, by way of ${spoolDirectory}`);
  }
}

/** Waits until the stream has taken everything: a pipeline that leaves its stream open does not. */
async function flush(stream: Writable): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.once("error", reject);
    stream.write("", (error) => {
      if (error) return reject(stream.errored ?? error);
      stream.off("error", reject);
      resolve();
    });
  });
}

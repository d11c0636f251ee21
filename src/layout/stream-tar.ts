import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openSpool } from "../io/spool.ts";
import { fromSystemError } from "../io/system-error.ts";
import type { ContentWriter } from "./content-writer.ts";
import { tarWriterInto } from "./tar-writer.ts";

interface TarStream {
  /** Stays open. */
  readonly stream: Writable;
  readonly spoolDirectory: string;
  /** Bytes kept for the head, in front of the first blob. */
  readonly room: number;
}

/**
 * Writes a tar layout to a stream. The head is first in the stream but known last, so the whole tar is spooled below
 * `spoolDirectory` and copied from there.
 * @throws BundleError `IO_FAILED`, `DISK_FULL`, `PERMISSION_DENIED`, `FILE_NOT_FOUND`, and what `write` throws
 */
export async function streamTar<Written>(
  { stream, spoolDirectory, room }: TarStream,
  write: (writer: ContentWriter) => Promise<Written>,
): Promise<Written> {
  try {
    await using file = await openSpool(spoolDirectory);
    const written = await write(tarWriterInto(file, room));
    await pipeline(file.createReadStream({ start: 0, autoClose: false }), stream, { end: false });
    await flush(stream);
    return written;
  } catch (error) {
    throw fromSystemError(error, `write to the stream, by way of ${spoolDirectory}`);
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

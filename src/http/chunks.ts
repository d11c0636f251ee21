import { type BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { fromSystemError } from "../io/system-error.ts";
import { changed, readRange } from "./read-range.ts";
import type { LocalFile, TransferReporter } from "./transfer.ts";

/** A range of a file that is sent in one request. */
export interface Chunk {
  /** 0, 1, … in the order of the file. */
  readonly index: number;
  readonly start: number;
  /** In bytes. */
  readonly size: number;
  /** Opens a new stream of its bytes; each attempt needs its own. */
  readonly read: () => Readable;
}

export interface ChunkOptions {
  /** Bytes of each chunk but the last. */
  readonly size: number;
  /** Chunks in flight at the same time. */
  readonly inFlight: number;
  readonly watch: TransferReporter;
}

/**
 * Sends a file in chunks. Chunks are streamed, so memory use does not depend on their size. The first failure stops all of them.
 * @throws BundleError `FILE_CHANGED` when the file changed while it was read; what `send` throws
 */
export async function sendChunks(
  file: LocalFile,
  { size, inFlight, watch }: ChunkOptions,
  send: (chunk: Chunk, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([watch.signal, failed.signal]);
  const before = await statFile(file);
  if (before.size !== BigInt(file.size)) throw changed(file.path, `it has ${before.size} bytes, expected ${file.size}`);
  const chunks = chunksOf(file, size);
  let done = 0;
  const work = async (): Promise<void> => {
    for (const chunk of chunks) {
      await send(chunk, signal);
      watch.progress((done += chunk.size), file.size);
    }
  };
  const workers = Array.from({ length: inFlight }, work);
  try {
    await Promise.all(workers);
  } catch (error) {
    failed.abort(error);
    // The caller may delete the file now, so no worker may still be reading it.
    await Promise.allSettled(workers);
    watch.signal.throwIfAborted();
    throw fromSystemError(error, `read ${file.path}`);
  }
  const after = await statFile(file);
  if (after.mtimeNs !== before.mtimeNs || after.ino !== before.ino)
    throw changed(file.path, "it was written to meanwhile");
}

function statFile({ path }: LocalFile): Promise<BigIntStats> {
  return stat(path, { bigint: true }).catch((error: unknown) => {
    throw fromSystemError(error, `read ${path}`);
  });
}

/** One generator shared by all workers, so that each chunk is sent once. */
function* chunksOf(file: LocalFile, size: number): Generator<Chunk> {
  for (let start = 0; start < file.size; start += size) {
    const range = { offset: start, size: Math.min(size, file.size - start) };
    const read = (): Readable => Readable.from(readRange(file.path, range), { objectMode: false });
    yield { index: start / size, start, size: range.size, read };
  }
}

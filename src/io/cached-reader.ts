import { readSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { readInto } from "./byte-source.ts";
import type { FileRange } from "./bytes.ts";
import { fromSystemError } from "./system-error.ts";

/** Milliseconds after which a read counts as slow: many times what a copy from the page cache takes. */
const SLOW = 2;
/** Milliseconds for which the thread pool reads after a slow read. */
const PAUSE = 1000;

/**
 * Reads files that are mostly in the page cache. To wake a thread of the pool costs more than such a read, so the calling thread
 * reads while it is quick. After a slow read it leaves reading to the pool for a while, so that a disk delays only who waits for it.
 * @param now milliseconds
 */
export function cachedReader(now = (): number => performance.now()): typeof readInto {
  let slowUntil = Number.NEGATIVE_INFINITY;
  return async (file, bytes, range) => {
    const start = now();
    if (start < slowUntil) return await readInto(file, bytes, range);
    const done = readNow(file, bytes, range);
    const end = now();
    if (end - start > SLOW) slowUntil = end + PAUSE;
    const { path, offset, length } = range;
    if (done < length)
      await readInto(file, bytes.subarray(done), { path, offset: offset + done, length: length - done });
  };
}

function readNow({ fd }: FileHandle, bytes: Uint8Array, { path, offset, length }: FileRange): number {
  try {
    return readSync(fd, bytes, 0, length, offset);
  } catch (error) {
    throw fromSystemError(error, `read ${path}`);
  }
}

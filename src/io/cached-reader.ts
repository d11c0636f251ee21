import { readSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { readInto } from "./byte-source.ts";
import type { FileRange } from "./bytes.ts";
import { fromSystemError } from "./system-error.ts";

/** Milliseconds after which a read counts as slow if a device was read: many times what a copy from the page cache takes. */
const SLOW = 2;
/** Milliseconds after which it does anyway. Some file systems, such as those in user space, count no reads of a device. */
const VERY_SLOW = 50;
/** Milliseconds for which the thread pool reads after a slow read. */
const PAUSE = 1000;

/** Meters of a reader, which never go back. */
export interface Meters {
  /** Milliseconds. */
  now(): number;
  /** Blocks that the process has read from devices. */
  blocks(): number;
}

const SYSTEM: Meters = { now: () => performance.now(), blocks: () => process.resourceUsage().fsRead };

/**
 * Reads files that are mostly in the page cache. To wake a thread of the pool costs more than such a read, so the calling thread
 * reads while it is quick. After a slow read it leaves reading to the pool for a while, so that a disk delays only who waits for it.
 * A read is also slow when another process gets the processor in the middle of it. Then no device was read.
 */
export function cachedReader({ now, blocks }: Meters = SYSTEM): typeof readInto {
  let slowUntil = Number.NEGATIVE_INFINITY;
  let blocksBefore = blocks();
  const isSlow = (took: number): boolean => {
    if (took <= SLOW) return false;
    const before = blocksBefore;
    blocksBefore = blocks();
    return blocksBefore > before || took > VERY_SLOW;
  };
  return async (file, bytes, range) => {
    const start = now();
    if (start < slowUntil) return await readInto(file, bytes, range);
    const done = readNow(file, bytes, range);
    const end = now();
    if (isSlow(end - start)) slowUntil = end + PAUSE;
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

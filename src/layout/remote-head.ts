import { BundleError } from "../errors.ts";
import { fetchRun, type RemoteFile } from "../io/remote-file.ts";

const MIB = 1024 * 1024;

/** Bytes fetched beyond those that are asked for, and most bytes skipped: what is read next usually lies behind. */
const AHEAD = MIB;

/** Most bytes of the start of a file that are kept: the documents in front of the blobs, at their limits. */
const MOST_KEPT = 24 * MIB;

/** Reads a remote file, and keeps its start in memory. */
export interface RemoteHead {
  /** The same file, of which the kept bytes are not fetched again. */
  readonly file: RemoteFile;
  /** Bytes of a range that are not kept. */
  lacking(range: { readonly start: number; readonly end: number }): number;
  /** Bytes of the whole file. */
  readonly length: number;
  /** Exactly `length` bytes. @throws BundleError `BUNDLE_TRUNCATED`, and what fetching throws */
  read(offset: number, length: number): Promise<Uint8Array>;
  size(): Promise<number>;
  /** @throws BundleError `BUNDLE_TRUNCATED` if the file ends before `end` */
  checkEnd(end: number): void;
}

/** @param start the first bytes, which were fetched already */
export function remoteHead(file: RemoteFile, start: Uint8Array, signal: AbortSignal): RemoteHead {
  const total = file.size ?? start.byteLength;
  let kept = start;
  const checkEnd = (end: number): void => {
    if (end <= total) return;
    const found = `it ends after ${total} bytes, expected at least ${end}`;
    throw new BundleError("BUNDLE_TRUNCATED", `Cannot read ${file.name}: ${found}`);
  };
  return {
    file: {
      name: file.name,
      size: total,
      async fetch({ offset, length }, write, stop) {
        const there = kept.subarray(offset, offset + length);
        if (there.byteLength > 0) await write(there);
        const rest = { offset: offset + there.byteLength, length: length - there.byteLength };
        if (rest.length > 0) await file.fetch(rest, write, stop);
      },
    },
    lacking: ({ start: from, end }) => Math.max(0, end - Math.max(from, kept.byteLength)),
    checkEnd,
    length: total,
    size: async () => total,
    async read(offset, length) {
      const end = offset + length;
      checkEnd(end);
      if (end > MOST_KEPT || offset > kept.byteLength + AHEAD) return fetchRun(file, { offset, length }, signal);
      if (end > kept.byteLength) {
        const from = kept.byteLength;
        const more = { offset: from, length: Math.min(end + AHEAD, MOST_KEPT, total) - from };
        kept = Buffer.concat([kept, await fetchRun(file, more, signal)]);
      }
      return kept.subarray(offset, end);
    },
  };
}

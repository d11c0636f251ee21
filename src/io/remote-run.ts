import type { Bytes } from "./bytes.ts";
import { fetchRun, type RemoteFile } from "./remote-file.ts";

/** Bytes of a remote file that are wanted together. */
export interface RemoteRun {
  readonly file: RemoteFile;
  readonly offset: number;
  /** In bytes. */
  readonly size: number;
  /** Bytes in front of the run that say what it is. They are fetched with it, and checked before it can be located. */
  readonly preface?: { readonly size: number; readonly check: (bytes: Uint8Array) => void };
}

/** One request: bytes `start` to `end` of a file. */
export interface RemoteRange {
  readonly file: RemoteFile;
  readonly start: number;
  readonly end: number;
}

/** Bytes from the start of the preface to the end of the run. */
export function rangeOf({ file, offset, size, preface }: RemoteRun): RemoteRange {
  return { file, start: offset - (preface?.size ?? 0), end: offset + size };
}

/** Number of bytes that two ranges share. */
export function sharedBytes(one: RemoteRange, other: RemoteRange): number {
  if (one.file !== other.file) return 0;
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
}

/** A run as {@link Bytes} whose `read` sends a request of its own. Only a run that is fetched ahead can be located. */
export function remoteBytes(
  run: RemoteRun,
  name: string,
  { ahead, signal }: { readonly ahead: () => Located | undefined; readonly signal: AbortSignal },
): Bytes {
  return {
    name,
    size: run.size,
    locate(offset, length) {
      const fetched = ahead();
      if (fetched === undefined) throw new Error(`nobody has announced ${name}`);
      return fetched.locate(run, offset, length);
    },
    read: (offset, length) => fetchRun(run.file, { offset: run.offset + offset, length }, signal),
    release: (offset, length) => ahead()?.release(run, offset, length),
  };
}

/** Runs that are fetched ahead. */
export interface Located {
  /** As {@link Bytes.locate}. */
  locate(run: RemoteRun, offset: number, length: number): ReturnType<Bytes["locate"]>;
  /** As {@link Bytes.release}. */
  release(run: RemoteRun, offset: number, length: number): void;
}

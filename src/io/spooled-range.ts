import { type FileHandle, open, rm } from "node:fs/promises";
import type { FileRange } from "./bytes.ts";
import type { RemoteRange } from "./remote-run.ts";
import { fromSystemError } from "./system-error.ts";

/** A range of a remote file that arrives in a private file, which is deleted when every wanted byte was consumed. */
export interface SpooledRange extends RemoteRange {
  /** The position in the remote file up to which the bytes are there. */
  readonly arrived: number;
  /** Promise that resolves when the bytes up to `end` are there; undefined if they are there already. */
  waitFor(end: number): Promise<void> | undefined;
  /** Where a run of the remote file that is there lies in the private file. */
  place(start: number, end: number): FileRange;
  /** Appends bytes. @throws BundleError `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED` */
  write(bytes: Uint8Array): Promise<void>;
  /** Closes the file. The next write opens it again. */
  close(): Promise<void>;
  /** Tells those who wait, now and later, that the rest does not come. */
  fail(error: unknown): void;
  /** Counts consumed bytes. Deletes the file after the last one, and then returns true. */
  consume(bytes: number): boolean;
  /** Deletes the file. */
  remove(): Promise<void>;
}

/** @param wanted the bytes of the range that somebody will consume */
export function spoolRange(range: RemoteRange, path: string, wanted: number): SpooledRange {
  const so: { far: number; failed?: { readonly error: unknown } } = { far: range.start };
  let left = wanted;
  let file: FileHandle | undefined;
  let changed = Promise.withResolvers<void>();
  const tell = (): void => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const remove = (): Promise<void> => rm(path, { force: true });
  const waitFor = async (end: number): Promise<void> => {
    while (so.far < end && so.failed === undefined) await changed.promise;
    if (so.far < end) throw so.failed?.error;
  };
  return {
    ...range,
    get arrived() {
      return so.far;
    },
    waitFor: (end) => (so.far >= end ? undefined : waitFor(end)),
    place: (start, end) => ({ path, offset: start - range.start, length: end - start }),
    async write(bytes) {
      try {
        file ??= await open(path, so.far === range.start ? "wx" : "a", 0o600);
        for (let done = 0; done < bytes.byteLength; ) done += (await file.write(bytes, done)).bytesWritten;
      } catch (error) {
        throw fromSystemError(error, `write ${path}`);
      }
      so.far += bytes.byteLength;
      tell();
    },
    async close() {
      await file?.close();
      file = undefined;
    },
    fail(error) {
      so.failed ??= { error };
      tell();
    },
    consume(bytes) {
      left -= bytes;
      if (left > 0) return false;
      // A file that cannot be deleted now goes with its directory.
      remove().catch(() => {});
      return true;
    },
    remove,
  };
}

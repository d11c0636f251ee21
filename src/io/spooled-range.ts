import { type FileHandle, open, rm } from "node:fs/promises";
import type { FileRange } from "./bytes.ts";
import type { RemoteRange } from "./remote-run.ts";
import { fromSystemError } from "./system-error.ts";

/** A range of a remote file that arrives in a private file, which is deleted when every wanted byte was consumed. */
export interface SpooledRange extends RemoteRange {
  /** The position in the remote file up to which the bytes are there; up to date after `close`. */
  readonly arrived: number;
  /** Promise that resolves when the bytes up to `end` are there; undefined if they are there already. */
  waitFor(end: number): Promise<void> | undefined;
  /** Position in the private file of a run that was fetched. */
  place(start: number, end: number): FileRange;
  /** Appends bytes. A failure may come from a later call. @throws BundleError `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED` */
  write(bytes: Uint8Array): Promise<void>;
  /** Writes what is left, and closes the file. The next write opens it again. @throws BundleError as `write` */
  close(): Promise<void>;
  /** Tells those who wait, now and later, that the rest does not come. */
  fail(error: unknown): void;
  /** Counts consumed bytes. Deletes the file after the last one, and then returns true. */
  consume(bytes: number): boolean;
  /** Deletes the file. */
  remove(): Promise<void>;
}

/** Bytes of a write, unless somebody waits for fewer. Each wakes a thread, which costs more than to write 64 KiB. */
const LEAST_WRITE = 512 * 1024;

/** Most bytes that wait for the write before them to end. */
const MOST_QUEUED = LEAST_WRITE;

/** @param wanted the bytes of the range that somebody will consume */
export function spoolRange(range: RemoteRange, path: string, wanted: number): SpooledRange {
  /** The end of the bytes in the file, and the failure after which no more come. */
  const written: { end: number; failed?: { readonly error: unknown } } = { end: range.start };
  let left = wanted;
  let file: FileHandle | undefined;
  let queue: Uint8Array[] = [];
  let queued = 0;
  let writing: Promise<void> | undefined;
  let closing = false;
  /** Those who wait, in no order. Only who has enough is woken: most wait for bytes far behind. */
  let waiting: { readonly end: number; readonly wake: () => void }[] = [];
  const tell = (): void => {
    const { end: there, failed } = written;
    const served = waiting.filter(({ end }) => there >= end || failed !== undefined);
    if (served.length === 0) return;
    waiting = waiting.filter((each) => !served.includes(each));
    for (const { wake } of served) wake();
  };
  const remove = (): Promise<void> => rm(path, { force: true });
  const isDue = (): boolean =>
    closing || queued >= LEAST_WRITE || waiting.some(({ end }) => end <= written.end + queued);
  /** Writes all that came so far in one call, and again while more is due. */
  const flush = async (): Promise<void> => {
    try {
      while (queue.length > 0 && isDue()) {
        const [some, bytes] = [queue, queued];
        queue = [];
        queued = 0;
        file ??= await open(path, written.end === range.start ? "wx" : "a", 0o600);
        await appendAll(file, some, bytes);
        written.end += bytes;
        tell();
      }
    } catch (error) {
      throw fromSystemError(error, `write ${path}`);
    }
    writing = undefined;
  };
  const writeWhatIsDue = (): void => {
    if (writing !== undefined || queue.length === 0 || !isDue()) return;
    writing = flush();
    // The next write or close reports it.
    writing.catch(() => {});
  };
  const waitFor = async (end: number): Promise<void> => {
    if (written.failed === undefined) {
      await new Promise<void>((wake) => {
        waiting.push({ end, wake });
        writeWhatIsDue();
      });
    }
    if (written.end < end) throw written.failed?.error;
  };
  return {
    ...range,
    get arrived() {
      return written.end;
    },
    waitFor: (end) => (written.end >= end ? undefined : waitFor(end)),
    place: (start, end) => ({ path, offset: start - range.start, length: end - start }),
    async write(bytes) {
      queue.push(bytes);
      queued += bytes.byteLength;
      writeWhatIsDue();
      if (queued >= MOST_QUEUED) await writing;
    },
    async close() {
      closing = true;
      try {
        writeWhatIsDue();
        await writing;
      } finally {
        closing = false;
        await file?.close();
        file = undefined;
      }
    },
    fail(error) {
      written.failed ??= { error };
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

async function appendAll(file: FileHandle, pieces: readonly Uint8Array[], bytes: number): Promise<void> {
  let done = (await file.writev(pieces)).bytesWritten;
  const all = done < bytes ? Buffer.concat(pieces) : Buffer.alloc(0);
  while (done < bytes) done += (await file.write(all, done)).bytesWritten;
}

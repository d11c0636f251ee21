/** A run of bytes of a file. */
export interface Run {
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

/** A file on another machine, read by ranges. Nothing of it is verified. */
export interface RemoteFile {
  /** For messages. */
  readonly name: string;
  /** In bytes; undefined until the first answer, unless the opener knew it. */
  readonly size: number | undefined;
  /**
   * Passes exactly the bytes of a run to `write`, in order. Transient failures are retried from the last byte that arrived.
   * @throws RangesIgnored once, when the server sends the whole file instead. Later calls read through it from its start.
   * @throws BundleError `FILE_CHANGED` when size or ETag differ from an earlier answer; what requests and `write` throw
   */
  fetch(run: Run, write: (bytes: Uint8Array) => Promise<void>, signal: AbortSignal): Promise<void>;
}

/** A remote file that was asked for its first bytes. */
export type OpenedRemoteFile =
  | { readonly ranged: true; readonly file: RemoteFile; readonly start: Uint8Array }
  /** The server ignores ranges. `readAll` passes on the whole file, beginning with the answer that is there already. */
  | { readonly ranged: false; readonly file: RemoteFile; readonly readAll: ReadAll };

/** Passes the bytes of a whole file to `write`, in order. */
export type ReadAll = (write: (bytes: Uint8Array) => Promise<void>, signal: AbortSignal) => Promise<void>;

/** The server ignores ranges: many requests at a time would each transfer the whole file. */
export class RangesIgnored extends Error {
  override readonly name = "RangesIgnored";
}

/**
 * Fetches a run into memory. The caller must have bounded its length.
 * @throws BundleError what {@link RemoteFile.fetch} throws
 */
export async function fetchRun(file: RemoteFile, run: Run, signal: AbortSignal): Promise<Uint8Array> {
  const bytes = new Uint8Array(run.length);
  let done = 0;
  const write = async (some: Uint8Array): Promise<void> => {
    bytes.set(some, done);
    done += some.byteLength;
  };
  await file.fetch(run, write, signal).catch((error: unknown) => {
    if (!(error instanceof RangesIgnored)) throw error;
    done = 0;
    return file.fetch(run, write, signal);
  });
  return bytes;
}

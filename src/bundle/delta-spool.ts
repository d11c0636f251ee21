import { open } from "node:fs/promises";
import { openFile } from "../io/byte-source.ts";
import { type Bytes, sliceOf } from "../io/bytes.ts";
import { writeAt } from "../io/write-at.ts";
import type { Digest } from "../oci/digest.ts";

/** The new blobs of a delta, one after the other in a private file. */
export interface DeltaSpool extends AsyncDisposable {
  /** Bytes of the blob that is being written. */
  size(): number;
  /** Writes the next bytes of a blob. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends the blob. @returns its size in bytes */
  keep(digest: Digest): number;
  /** Forgets what was written of the blob. */
  drop(): void;
  /** Ends writing. The blobs can be read until the result is disposed of. */
  read(): Promise<SpooledBlobs>;
}

export interface SpooledBlobs extends AsyncDisposable {
  /** The bytes of a blob; undefined for one that was not kept. */
  bytesOf(digest: Digest): Bytes | undefined;
}

/** Opens a spool at the path of a file that does not exist. */
export async function openDeltaSpool(path: string): Promise<DeltaSpool> {
  const file = await open(path, "wx", 0o600);
  const places = new Map<Digest, { readonly start: number; readonly size: number }>();
  let start = 0;
  let end = 0;
  return {
    size: () => end - start,
    async write(bytes) {
      await writeAt(file, bytes, end);
      end += bytes.byteLength;
    },
    keep(digest) {
      const size = end - start;
      places.set(digest, { start, size });
      start = end;
      return size;
    },
    drop() {
      end = start;
    },
    async read() {
      // The bytes that were dropped last are still in the file.
      await file.truncate(end);
      await file.close();
      const source = await openFile(path);
      return {
        bytesOf(digest) {
          const place = places.get(digest);
          return place && sliceOf(source, place.start, place.size);
        },
        [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
      };
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

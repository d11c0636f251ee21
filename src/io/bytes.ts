import { createHash } from "node:crypto";

/** A run of bytes in one local file, which any thread can open and read. */
export interface FileRange {
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

/** A known number of bytes, by position. They may still be on their way. */
export interface Bytes {
  /** For messages. */
  readonly name: string;
  readonly size: number;
  /**
   * Finds the files that hold a run of bytes. Returns a promise only if the bytes have not arrived yet.
   * @throws BundleError `BUNDLE_TRUNCATED` when the bytes end earlier, and what fetching them throws
   */
  locate(offset: number, length: number): readonly FileRange[] | Promise<readonly FileRange[]>;
  /** Exactly `length` bytes. @throws BundleError as {@link locate}, and what reading throws */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Tells that located bytes are not needed again, so that what was fetched for them can be deleted. */
  readonly release?: (offset: number, length: number) => void;
}

/** A run of `source` as {@link Bytes}. */
export function sliceOf(source: Pick<Bytes, "name" | "locate" | "read">, start: number, size: number): Bytes {
  return {
    name: source.name,
    size,
    locate: (offset, length) => source.locate(start + offset, length),
    read: (offset, length) => source.read(start + offset, length),
  };
}

/** Bytes that no file has, to be read by this thread only. */
export function bytesInMemory(name: string, bytes: Uint8Array): Bytes {
  return {
    name,
    size: bytes.byteLength,
    locate: () => {
      throw new Error(`${name} is in memory only`);
    },
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** Bytes read at a time. */
const CHUNK = 1024 * 1024;

/**
 * Hashes a run of bytes from front to back; memory does not grow with it.
 * @returns `sha256:<hex>`
 */
export async function hashRange(
  source: Pick<Bytes, "read">,
  start: number,
  size: number,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<string> {
  const hash = createHash("sha256");
  for (let done = 0; done < size; ) {
    const bytes = await source.read(start + done, Math.min(CHUNK, size - done));
    hash.update(bytes);
    done += bytes.byteLength;
    onProgress(bytes.byteLength);
  }
  return `sha256:${hash.digest("hex")}`;
}

import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";

/** Takes the bytes of one blob as they come. */
export interface BlobWriter {
  write(bytes: Uint8Array): Promise<void>;
  /** Ends the blob; its digest and size are what was written. */
  commit(): Promise<Pick<Descriptor, "digest" | "size">>;
}

/**
 * A place that a bundle is written to: blobs one after the other, then the documents, and last what makes them visible under a
 * name. Disposing of it without {@link finish} leaves the place as it was.
 */
export interface ContentWriter extends AsyncDisposable {
  blob(): Promise<BlobWriter>;
  /**
   * Writes the documents, manifest first, then names `root`.
   * @returns the size in bytes of what the bundle takes there
   */
  finish(documents: readonly DocumentToWrite[], root: Descriptor): Promise<number>;
}

export interface DocumentToWrite {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

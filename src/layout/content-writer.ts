import type { Bytes } from "../io/bytes.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";

/** Writes one blob piece by piece. */
export interface BlobWriter {
  write(bytes: Uint8Array): Promise<void>;
  /** Ends the blob; returns the digest and size of the bytes written. */
  commit(): Promise<Pick<Descriptor, "digest" | "size">>;
}

/**
 * A place that a bundle is written to: first the blobs, one after the other, then the documents, and last the name that makes
 * them visible. Disposal without {@link finish} leaves the place unchanged.
 */
export interface ContentWriter extends AsyncDisposable {
  blob(): Promise<BlobWriter>;
  /**
   * Takes blobs of known digest, several at once, and only those that the place lacks. Without it, each goes through {@link blob}.
   * @throws BundleError `DIGEST_MISMATCH` when the bytes are others
   */
  readonly copyBlobs?: (blobs: ReadonlyMap<Digest, Bytes>) => Promise<void>;
  /** Whether the place has a blob already, which then counts as written. Without it, the place is always new. */
  readonly has?: (blob: Pick<Descriptor, "digest" | "size">) => Promise<boolean>;
  /** Takes a manifest besides those of {@link finish}. Without it, a manifest is a blob like others. */
  readonly manifest?: (document: DocumentToWrite) => Promise<void>;
  /**
   * Writes the documents, then names `root`, which is one of them. They are in the order of a tar: what refers comes first.
   * @returns size of the bundle in this place, in bytes
   */
  finish(documents: readonly DocumentToWrite[], root: Descriptor): Promise<number>;
}

export interface DocumentToWrite {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

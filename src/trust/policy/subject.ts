import type { Digest } from "../../oci/digest.ts";

/** Hashes of the whole file, as it was read. */
export interface FileDigests {
  readonly sha256: Digest;
  readonly blake2b512: Uint8Array;
}

/** A bundle, as signatures name it. */
export interface Subject {
  /** The place of the bundle, for messages. */
  readonly name: string;
  /** The document that the bundle digest names. With several platforms that is an image index, and the chosen manifest follows. */
  readonly documents: readonly { readonly digest: Digest; readonly bytes: Uint8Array }[];
  /** Reads the whole file; undefined for a bundle that is not one file, or that is still arriving. */
  fileDigests(): Promise<FileDigests | undefined>;
}

/** The subject of a signature: the bundle digest, the manifest for this platform, or the file. */
export type Cover = "bundle" | "manifest" | "file";

/** Names the document at an index of {@link Subject.documents}. */
export function coverOf(index: number): Cover {
  return index === 0 ? "bundle" : "manifest";
}

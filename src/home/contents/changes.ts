import type { Digest } from "../../oci/digest.ts";

/** A small document to write. The path is home-relative. */
export interface DocumentChange {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A file of a package root to write. */
export interface PackageDocument extends DocumentChange {
  /** Permission bits; the umask does not apply to those of a launcher. */
  readonly mode: number;
  readonly isLauncher: boolean;
}

/** A link to write: a home-relative path and the text of the link. */
export interface LinkChange {
  readonly path: string;
  readonly target: string;
}

/** A layer to write, with its home-relative path. */
export interface LayerChange {
  readonly registry: string;
  readonly digest: Digest;
  readonly path: string;
}

import type { FramedBlob } from "./frame-table.ts";

/**
 * A new tar of entries of layer blobs, which get the paths that packages give them, and of entries that exist in memory only.
 * Parents are listed before what lies in them, and directories have mode 0755.
 */
export interface ComposedTree {
  readonly entries: readonly MadeEntry[];
  /** A file that several `links` of a blob name is written once, with hard links to it. */
  readonly sources: readonly FramedBlob[];
}

/** An entry that exists in memory only. Its path is whole, without a slash at its ends. */
export type MadeEntry =
  /** `mode`: 0755 unless given. */
  | { readonly kind: "directory"; readonly path: string; readonly mode?: number }
  | { readonly kind: "symlink"; readonly path: string; readonly target: string }
  | { readonly kind: "document"; readonly path: string; readonly bytes: Uint8Array; readonly mode: number };

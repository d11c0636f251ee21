import type { FileRange } from "../../io/bytes.ts";

/**
 * The dictionary text of a tree: its tar, with zeros for mode, mtime and checksum of each header. What differs between two homes
 * with the same tree is not in it, so both sides of a delta can make the same ranges of it.
 */
export interface TextSource {
  /** For messages. */
  readonly name: string;
  /** Bytes of the whole text. */
  readonly size: number;
  /** The pieces of a range, from which workers make its bytes. A promise only if bytes have not arrived yet. */
  pieces(range: TextRange): readonly TextPiece[] | Promise<readonly TextPiece[]>;
}

export interface TextRange {
  readonly offset: number;
  readonly length: number;
}

/** The bytes from `from` to `to` of the text of one frame. */
export type TextPiece = { readonly from: number; readonly to: number } & (
  | {
      readonly kind: "tree";
      readonly prefix: string;
      /** The tree's directory: its path on disk, and its name below the prefix. */
      readonly directory: { readonly name: string; readonly path: string } | undefined;
      readonly contentSize: number;
      readonly fileOffset: number | undefined;
      readonly records: Uint8Array;
    }
  | {
      readonly kind: "frame";
      readonly at: readonly FileRange[];
      readonly size: number;
      readonly contentSize: number;
      readonly digest: string;
      readonly fileOffset: number | undefined;
    }
);

/** A dictionary, as a worker makes it. */
export interface Dictionary {
  /** Name of the text's tree, for messages. */
  readonly base: string;
  readonly pieces: readonly TextPiece[];
}

/** The zstd dictionaries of a patched blob: for each frame a range of one text; undefined for a frame without a dictionary. */
export interface PatchedFrames {
  readonly text: TextSource;
  readonly ranges: readonly (TextRange | undefined)[];
}

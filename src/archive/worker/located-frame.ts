import type { ErrorCode } from "../../error-codes.ts";
import { BundleError } from "../../errors.ts";
import type { FileRange } from "../../io/bytes.ts";
import type { ByteString } from "../../tar/byte-string.ts";
import type { TreeTop } from "../../tar/entry-order.ts";
import type { Dictionary } from "../frames/text.ts";
import type { LinkDestination } from "../frames/tree.ts";

/** A frame of a blob, as it is to be unpacked. */
export interface FrameToUnpack {
  /** Name of the blob, for messages, as is the frame's `index` in it. */
  readonly blob: string;
  readonly index: number;
  readonly start: number;
  readonly prefix: ByteString;
  readonly top: TreeTop | undefined;
  readonly target: string | undefined;
  /** Directories into which its entries are linked too. */
  readonly links: readonly LinkDestination[];
  /** Default mode of a new directory. */
  readonly directoryMode: number;
  readonly size: number;
  readonly contentSize: number;
  readonly digest: string;
  /** Digest of the content; undefined if it is not checked. */
  readonly contentDigest: string | undefined;
  readonly isLast: boolean;
  readonly continued: boolean;
  /** The file that this frame continues. */
  readonly piece: FilePiece | undefined;
}

/** A frame whose bytes have arrived. */
export interface LocatedFrame extends FrameToUnpack {
  readonly at: readonly FileRange[];
  /** The dictionary of the frame. */
  readonly dictionary?: Dictionary | undefined;
}

export interface FilePiece {
  readonly path: ByteString;
  readonly size: number;
  readonly fileOffset: number;
}

/** Error codes that invalid bytes of a frame can cause. */
const OF_FRAME: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "FRAME_INVALID",
  "ENTRY_INVALID",
  "PATH_UNSAFE",
  "NAME_INVALID",
  "LIMIT_EXCEEDED",
]);

/** Adds the blob and the frame's position to the message when `work` fails because of the frame's bytes. */
export function located<T>(
  { blob, index, start, size }: Pick<FrameToUnpack, "blob" | "index" | "start" | "size">,
  work: () => T,
): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BundleError) || !OF_FRAME.has(error.code)) throw error;
    const where = `frame ${index} of ${blob}, bytes ${start} to ${start + size}`;
    throw new BundleError(error.code, `${error.message} (${where})`, { hint: error.hint, cause: error.cause });
  }
}

import type { ByteSource } from "../io/byte-source.ts";
import type { Bytes } from "../io/bytes.ts";
import type { Spool } from "../io/fetch-ahead.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import type { PartsDocument } from "./parts.ts";

/**
 * A place from which blobs are opened by descriptor: a tar or a directory. Nothing in it is verified yet: readers check each blob
 * against its descriptor.
 */
export interface Content extends AsyncDisposable {
  /** For messages: a path, or the name of a pipe. */
  readonly name: string;
  /** Descriptors in the `index.json` of the place. */
  roots(): Promise<readonly Descriptor[]>;
  /** Opens a blob; undefined when the place lacks it. Its size is the stored one, which may differ from the descriptor's. */
  open(blob: Descriptor): Promise<Bytes | undefined>;
  /**
   * Announces the manifest and all blobs that it names, in the order of a bundle's tar. From this a pipe computes the offsets of
   * blobs that have not arrived yet.
   * May be called again with what lies behind.
   * @param which `first` if others, which need not be known, are behind them
   */
  expect(blobs: readonly Descriptor[], which?: "all" | "first"): Promise<void>;
  /**
   * Announces blobs that will be read whole and in this order, so that a remote place can fetch them into `spool` ahead of their
   * readers. Once, after `expect`. Dispose of the result when they have been read, before the directory of the spool goes.
   */
  prefetch(blobs: readonly Pick<Descriptor, "digest">[], spool: Spool): AsyncDisposable;
  /** Waits for the rest of the bytes, and checks that the blobs are at the offsets that the head announced. */
  finish(): Promise<void>;
  /**
   * Checks other records of the place, such as the digests of parts. `onProgress` gets the number of bytes of each read.
   * @returns warnings, for people
   */
  verify(onProgress?: (bytes: number) => void): Promise<readonly string[]>;
  /** Bytes of the whole place; for a directory, of the announced files only. */
  size(): Promise<number>;
  /** Counts of fetched bytes, if the place is remote. */
  readonly remote?: RemoteAmounts;
  /** All bytes, if the place is one file or the parts of one. */
  readonly whole?: ByteSource;
  /** The list of the parts, if the place is the parts of one file. */
  readonly parts?: PartsDocument;
  /** Path, if the place is one file. */
  readonly file?: string;
  /** The list of what refers to a manifest, if the place has one apart from its roots: a registry. */
  readonly referrers?: ReferrerList;
}

/** Manifests that name another one as their subject. Nothing of them is verified, but that they do. */
export interface ReferrerList {
  /** For messages. */
  readonly name: string;
  /** The manifests that refer to `subject`. */
  of(subject: Digest): Promise<readonly Uint8Array[]>;
  /** As {@link Content.open}: a copy of the place has no blobs of these. */
  open(blob: Descriptor): Promise<Bytes | undefined>;
}

/** Bytes that a remote place transfers. */
export interface RemoteAmounts {
  /** Bytes of the whole; undefined as long as the server has not told them. */
  readonly size: number | undefined;
  /** Received so far. */
  fetched(): number;
  /** Still to receive for these blobs; undefined if the server does not tell the size of its file. */
  missing(blobs: readonly Pick<Descriptor, "digest">[]): number | undefined;
}

/** For places whose bytes are all there. */
export const NOTHING_AHEAD: AsyncDisposable = { async [Symbol.asyncDispose]() {} };

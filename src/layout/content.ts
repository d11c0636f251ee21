import type { ByteSource } from "../io/byte-source.ts";
import type { Bytes } from "../io/bytes.ts";
import type { Descriptor } from "../oci/descriptor.ts";

/**
 * A place from which blobs are opened by descriptor: a tar, a directory. Nothing that it says is verified: readers check each
 * blob against its descriptor.
 */
export interface Content extends AsyncDisposable {
  /** For messages: a path, or the name of a pipe. */
  readonly name: string;
  /** Descriptors that the place names, as `index.json` of an OCI image layout does. */
  roots(): Promise<readonly Descriptor[]>;
  /** Opens a blob. Its size is the one that the place has. Undefined when the place lacks it. */
  open(blob: Descriptor): Promise<Bytes | undefined>;
  /**
   * Announces everything that a manifest names, that manifest first, in the order in which a bundle's tar has it: so a pipe
   * knows where blobs will be before they arrive.
   */
  expect(blobs: readonly Descriptor[]): Promise<void>;
  /** Announces blobs that will be read whole, in this order, so that a far place can fetch ahead. */
  prefetch(blobs: readonly Descriptor[]): void;
  /** Waits for what is still on its way, and checks that the place is what its head announced. */
  finish(): Promise<void>;
  /** Checks what the place records beside its blobs, such as the digests of parts; is told the bytes read meanwhile. */
  verify(onProgress?: (bytes: number) => void): Promise<void>;
  /** Bytes of the whole place; of a directory, those of the files that were announced. */
  size(): Promise<number>;
  /** All bytes of a place that is a file, or the parts of one. */
  readonly whole?: ByteSource;
  /** The path of a place that is one file. */
  readonly file?: string;
}

import type { Bytes } from "../io/bytes.ts";
import type { Content } from "../layout/content.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import type { ImageConfig } from "./image-config.ts";

/** An image that another one is built on. */
export interface BaseImage {
  /** For messages. */
  readonly name: string;
  /** Digest of its manifest, if it has one. */
  readonly digest?: Digest;
  readonly config: ImageConfig;
  /** With OCI's media types, in order. The bytes are checked when they are copied. */
  readonly layers: readonly { readonly descriptor: Descriptor; readonly bytes: Bytes }[];
  /** The place that has it, if bytes are fetched from there. */
  readonly content?: Pick<Content, "prefetch">;
}

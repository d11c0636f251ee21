import { constants, gzipSync } from "node:zlib";
import { frameRoom } from "./frame-codec.ts";

/** How the pieces of a tar are compressed. Decoders take any number of zstd frames or gzip members in a row. */
export type Compression =
  | { readonly kind: "zstd"; readonly level: number }
  | { readonly kind: "gzip" }
  | { readonly kind: "none" };

/** Compresses content to one gzip member. Source: RFC 1952, 2.2: a file has any number of them. */
export function encodeMember(content: Uint8Array): Buffer {
  return gzipSync(content, { level: constants.Z_DEFAULT_COMPRESSION, chunkSize: frameRoom(content.byteLength) });
}

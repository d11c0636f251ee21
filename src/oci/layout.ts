import { algorithmOf, type Digest, hexOf } from "./digest.ts";

/** File that marks an OCI image layout. */
export const LAYOUT_FILE = "oci-layout";
export const INDEX_FILE = "index.json";
/** The only version of the image layout. */
export const LAYOUT_VERSION = "1.0.0";

/** Path of a blob in a layout. */
export function blobPath(digest: Digest): string {
  return `blobs/${algorithmOf(digest)}/${hexOf(digest)}`;
}

/** The bytes of {@link LAYOUT_FILE}. */
export function encodeLayoutFile(): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ imageLayoutVersion: LAYOUT_VERSION }));
}

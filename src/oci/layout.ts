import { algorithmOf, type Digest, hexOf } from "./digest.ts";

/** The file that says: this is an OCI image layout. */
export const LAYOUT_FILE = "oci-layout";
export const INDEX_FILE = "index.json";
/** The only version of the image layout there is. */
export const LAYOUT_VERSION = "1.0.0";

/** Where a layout keeps a blob. */
export function blobPath(digest: Digest): string {
  return `blobs/${algorithmOf(digest)}/${hexOf(digest)}`;
}

/** The bytes of the file that says: this is an OCI image layout. */
export function encodeLayoutFile(): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ imageLayoutVersion: LAYOUT_VERSION }));
}

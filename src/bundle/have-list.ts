import { MAX_CONFIG } from "../limits.ts";
import type { Digest } from "../oci/digest.ts";
import { parseDocument } from "../oci/document.ts";
import { HAVE_LIST } from "../oci/media-types.ts";
import { haveSchema } from "./delta-schema.ts";

/** A layer tree that a home has. */
export interface HeldLayer {
  readonly registry: string;
  /** OCX's name for the layer. */
  readonly digest: Digest;
  /** Digest of its dictionary text: the sha256 digest of the sha256 digests of its pieces of 8 MiB. */
  readonly contentDigest: Digest;
}

/** Values in a list: four for each layer. */
const MAX_VALUES = 100_000;

/** The bytes of a list of what a home has. */
export function encodeHave(layers: readonly HeldLayer[]): string {
  const ordered = layers.map(({ registry, digest, contentDigest }) => ({ registry, digest, contentDigest }));
  return `${JSON.stringify({ mediaType: HAVE_LIST, layers: ordered }, undefined, 1)}\n`;
}

/** @throws BundleError `BUNDLE_INVALID`, `LIMIT_EXCEEDED` */
export function parseHaveList(bytes: Uint8Array): readonly HeldLayer[] {
  return parseDocument(bytes, haveSchema, "list of what a home has", MAX_VALUES).layers;
}

/** Bytes of the largest list that is read. */
export const MAX_HAVE = MAX_CONFIG;

/** Whether a file that starts like this is such a list. */
export function isHave(start: Uint8Array): boolean {
  return Buffer.from(start).toString("latin1").trimStart().startsWith("{") && Buffer.from(start).includes(HAVE_LIST);
}

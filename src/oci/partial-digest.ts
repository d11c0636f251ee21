import { algorithmOf, type Digest, hexOf } from "./digest.ts";

/** A digest or the beginning of one, as people write it. */
export interface PartialDigest {
  /** Absent when only hex digits were given. */
  readonly algorithm?: string;
  readonly hex: string;
}

/** Fewest hex digits of a digest that can be meant by them. */
export const FEWEST_DIGITS = 4;

const PARTIAL = new RegExp(`^(?:(sha\\d+):)?([0-9a-f]{${FEWEST_DIGITS},128})$`);

/** Reads `sha256:` and at least four lowercase hex digits, or the digits alone; undefined for any other text. */
export function parsePartialDigest(text: string): PartialDigest | undefined {
  const [, algorithm, hex = ""] = PARTIAL.exec(text) ?? [];
  if (hex === "") return undefined;
  return { ...(algorithm !== undefined && { algorithm }), hex };
}

/** True for a digest that begins like this. */
export function isBeginningOf({ algorithm, hex }: PartialDigest, digest: Digest): boolean {
  return hexOf(digest).startsWith(hex) && (algorithm ?? algorithmOf(digest)) === algorithmOf(digest);
}

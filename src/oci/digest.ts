import { createHash, hash } from "node:crypto";
import { BundleError } from "../errors.ts";

declare const checked: unique symbol;
/** A content digest in OCI notation, `<algorithm>:<lowercase hex>`. Made only by {@link parseDigest} and {@link digestOf}. */
export type Digest = string & { readonly [checked]: "Digest" };

/** Hex digits by algorithm, for the algorithms that OCX knows. ocx-bundle itself writes only sha256. */
const HEX_LENGTH: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** @throws BundleError `DIGEST_INVALID` for anything but a lowercase sha256, sha384 or sha512 digest. */
export function parseDigest(text: string): Digest {
  if (!isDigest(text)) {
    const found = `Cannot read digest "${text}": ${faultOf(text)}, expected sha256: and 64 lowercase hex digits`;
    throw new BundleError("DIGEST_INVALID", found);
  }
  return text;
}

function faultOf(text: string): string {
  if (isDigest(text.toLowerCase())) return "it has capitals";
  const [, algorithm, hex] = /^(?:(sha\d+):)?([0-9a-f]+)$/.exec(text) ?? [];
  if (hex === undefined) return "it has another form";
  return algorithm === undefined ? "it does not begin with sha256:" : `it has ${hex.length} hex digits`;
}

export function isDigest(text: string): text is Digest {
  const [algorithm = "", hex = "", ...rest] = text.split(":");
  return rest.length === 0 && HEX_LENGTH[algorithm] === hex.length && /^[0-9a-f]+$/.test(hex);
}

/** The digest of exactly these bytes. */
export function digestOf(bytes: Uint8Array, algorithm = "sha256"): Digest {
  return parseDigest(`${algorithm}:${hash(algorithm, bytes, "hex")}`);
}

/** True when `bytes` have this digest, in its own algorithm. */
export function isDigestOf(digest: Digest, bytes: Uint8Array): boolean {
  return digestOf(bytes, algorithmOf(digest)) === digest;
}

export function algorithmOf(digest: Digest): string {
  return digest.slice(0, digest.indexOf(":"));
}

export function hexOf(digest: Digest): string {
  return digest.slice(digest.indexOf(":") + 1);
}

/** Hashes bytes piece by piece; `digest` ends it. */
export function digester(algorithm = "sha256"): { update(bytes: Uint8Array): void; digest(): Digest } {
  const running = createHash(algorithm);
  return {
    update: (bytes) => void running.update(bytes),
    digest: () => parseDigest(`${algorithm}:${running.digest("hex")}`),
  };
}

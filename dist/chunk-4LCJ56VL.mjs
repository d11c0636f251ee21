import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/oci/digest.ts
import { createHash, hash } from "node:crypto";
var HEX_LENGTH = { sha256: 64, sha384: 96, sha512: 128 };
function parseDigest(text) {
  if (!isDigest(text)) throw new BundleError("DIGEST_INVALID", `Cannot read digest "${text}"`);
  return text;
}
function isDigest(text) {
  const [algorithm = "", hex = "", ...rest] = text.split(":");
  return rest.length === 0 && HEX_LENGTH[algorithm] === hex.length && /^[0-9a-f]+$/.test(hex);
}
function digestOf(bytes, algorithm = "sha256") {
  return parseDigest(`${algorithm}:${hash(algorithm, bytes, "hex")}`);
}
function isDigestOf(digest, bytes) {
  return digestOf(bytes, algorithmOf(digest)) === digest;
}
function algorithmOf(digest) {
  return digest.slice(0, digest.indexOf(":"));
}
function hexOf(digest) {
  return digest.slice(digest.indexOf(":") + 1);
}
function digester(algorithm = "sha256") {
  const running = createHash(algorithm);
  return {
    update: (bytes) => void running.update(bytes),
    digest: () => parseDigest(`${algorithm}:${running.digest("hex")}`)
  };
}

export {
  parseDigest,
  isDigest,
  digestOf,
  isDigestOf,
  algorithmOf,
  hexOf,
  digester
};

import {
  MAX_SIGNATURE
} from "./chunk-M77KPOTZ.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/trust/minisign/minisign.ts
import { createPublicKey, hash, verify } from "node:crypto";
var COMMENT = "untrusted comment: ";
var TRUSTED = "trusted comment: ";
var [ID_SIZE, KEY_SIZE, SIGNATURE_SIZE] = [8, 32, 64];
function parseMinisignKey(file, name) {
  const refuse = (found, options) => {
    throw new BundleError("TRUST_INVALID", `Cannot read the minisign key ${name}: ${found}`, {
      ...options,
      hint: "Name the file minisign.pub that `minisign -G` wrote, or give its second line."
    });
  };
  if (file.length > MAX_SIGNATURE) return refuse(`it has ${file.length} bytes, expected about 100`);
  const lines = linesOf(file);
  const [base64 = "", ...more] = lines[0]?.startsWith(COMMENT) === true ? lines.slice(1) : lines;
  const bytes = decode(base64, 2 + ID_SIZE + KEY_SIZE);
  if (bytes === void 0 || more.length > 0) return refuse("it is not one line of base64 with 42 bytes");
  if (bytes.toString("latin1", 0, 2) !== "Ed") return refuse("it is not an Ed25519 key");
  const x = bytes.subarray(2 + ID_SIZE).toString("base64url");
  return {
    id: formatId(bytes.subarray(2, 2 + ID_SIZE)),
    key: createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" })
  };
}
function parseMinisign(file) {
  if (file.length > MAX_SIGNATURE)
    throw new BundleError(
      "LIMIT_EXCEEDED",
      `Cannot read the minisign signature: it has ${file.length} bytes, expected at most ${MAX_SIGNATURE}`
    );
  const [comment = "", base64 = "", trusted = "", globalBase64 = "", ...more] = linesOf(file);
  const bytes = decode(base64, 2 + ID_SIZE + SIGNATURE_SIZE);
  const globalSignature = decode(globalBase64, SIGNATURE_SIZE);
  const isWhole = comment.startsWith(COMMENT) && trusted.startsWith(TRUSTED) && more.length === 0;
  if (!isWhole || bytes === void 0 || globalSignature === void 0)
    throw invalid(
      "Cannot read the minisign signature: expected its four lines: comment, signature, comment, signature"
    );
  const algorithm = bytes.toString("latin1", 0, 2);
  if (algorithm !== "ED" && algorithm !== "Ed")
    throw invalid("Cannot read the minisign signature: its algorithm is unknown, expected ED or Ed");
  return {
    isPrehashed: algorithm === "ED",
    keyId: formatId(bytes.subarray(2, 2 + ID_SIZE)),
    signature: bytes.subarray(2 + ID_SIZE),
    trustedComment: decodeComment(trusted.slice(TRUSTED.length)),
    globalSignature
  };
}
function verifyMinisign(file, subject, trusted) {
  const { keyId, trustedComment, isPrehashed, signature, globalSignature } = parseMinisign(file);
  if (keyId !== trusted.id) {
    const found = `it is by the key ${keyId}, expected ${trusted.id}`;
    throw new BundleError("SIGNER_UNTRUSTED", `Cannot trust the minisign signature: ${found}`);
  }
  if (!verify(null, signedBytes(subject, isPrehashed), trusted.key, signature))
    throw invalid(`Cannot verify the minisign signature: the key ${keyId} did not sign this bundle`);
  if (!verify(null, Buffer.concat([signature, Buffer.from(trustedComment)]), trusted.key, globalSignature))
    throw invalid("Cannot verify the minisign signature: its trusted comment was changed");
  return { keyId, trustedComment };
}
function signedBytes(subject, isPrehashed) {
  if ("blake2b512" in subject) {
    if (isPrehashed) return subject.blake2b512;
    throw invalid("Cannot verify the minisign signature: it is of the old form, which is not over a hash");
  }
  return isPrehashed ? hash("blake2b512", subject.bytes, "buffer") : subject.bytes;
}
function linesOf(file) {
  return Buffer.from(file).toString("latin1").replace(/\r?\n$/, "").split(/\r?\n/);
}
function decode(base64, size) {
  const bytes = Buffer.from(base64, "base64");
  return bytes.length === size && bytes.toString("base64") === base64 ? bytes : void 0;
}
function decodeComment(line) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(line, "latin1"));
  } catch (cause) {
    throw invalid("Cannot read the minisign signature: its trusted comment is not UTF-8", { cause });
  }
}
function formatId(bytes) {
  return Buffer.from(bytes.toReversed()).toString("hex").toUpperCase();
}
function invalid(message, options) {
  return new BundleError("SIGNATURE_INVALID", message, options);
}

export {
  parseMinisignKey,
  parseMinisign,
  verifyMinisign
};

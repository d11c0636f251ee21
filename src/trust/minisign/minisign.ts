import { createPublicKey, hash, type KeyObject, verify } from "node:crypto";
import { BundleError } from "../../errors.ts";
import { MAX_SIGNATURE } from "../../limits.ts";

/** A public key of minisign. */
export interface MinisignKey {
  /** As minisign prints it: 16 hex digits. */
  readonly id: string;
  readonly key: KeyObject;
}

/** The signed message: bytes at hand, or the BLAKE2b-512 of a large file. Old signatures (`-l`) need the bytes. */
export type MinisignSubject = { readonly bytes: Uint8Array } | { readonly blake2b512: Uint8Array };

/** Who signed, and what else they signed. */
export interface MinisignSigner {
  readonly keyId: string;
  /** A line of text that the signature covers. Print it with care: it is the signer's. */
  readonly trustedComment: string;
}

/** A signature file. Source: jedisct1.github.io/minisign, "Signature format" */
export interface MinisignSignature extends MinisignSigner {
  /** `ED` signs the hash of the file, `Ed` the file itself. */
  readonly isPrehashed: boolean;
  readonly signature: Uint8Array;
  /** Over signature and trusted comment. */
  readonly globalSignature: Uint8Array;
}

const COMMENT = "untrusted comment: ";
const TRUSTED = "trusted comment: ";

const [ID_SIZE, KEY_SIZE, SIGNATURE_SIZE] = [8, 32, 64];

/**
 * Reads a public key: the file that minisign wrote, or its second line alone.
 * @throws BundleError `TRUST_INVALID`
 */
export function parseMinisignKey(file: Uint8Array, name: string): MinisignKey {
  const refuse = (found: string, options?: ErrorOptions): never => {
    throw new BundleError("TRUST_INVALID", `Cannot read the minisign key ${name}: ${found}`, {
      ...options,
      hint: "Name the file minisign.pub that `minisign -G` wrote, or give its second line.",
    });
  };
  if (file.length > MAX_SIGNATURE) return refuse(`it has ${file.length} bytes, expected about 100`);
  const lines = linesOf(file);
  const [base64 = "", ...more] = lines[0]?.startsWith(COMMENT) === true ? lines.slice(1) : lines;
  const bytes = decode(base64, 2 + ID_SIZE + KEY_SIZE);
  if (bytes === undefined || more.length > 0) return refuse("it is not one line of base64 with 42 bytes");
  if (bytes.toString("latin1", 0, 2) !== "Ed") return refuse("it is not an Ed25519 key");
  const x = bytes.subarray(2 + ID_SIZE).toString("base64url");
  return {
    id: formatId(bytes.subarray(2, 2 + ID_SIZE)),
    key: createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" }),
  };
}

/**
 * Reads a signature file.
 * @throws BundleError `SIGNATURE_INVALID`, `LIMIT_EXCEEDED`
 */
export function parseMinisign(file: Uint8Array): MinisignSignature {
  if (file.length > MAX_SIGNATURE)
    throw new BundleError(
      "LIMIT_EXCEEDED",
      `Cannot read the minisign signature: it has ${file.length} bytes, expected at most ${MAX_SIGNATURE}`,
    );
  const [comment = "", base64 = "", trusted = "", globalBase64 = "", ...more] = linesOf(file);
  const bytes = decode(base64, 2 + ID_SIZE + SIGNATURE_SIZE);
  const globalSignature = decode(globalBase64, SIGNATURE_SIZE);
  const isWhole = comment.startsWith(COMMENT) && trusted.startsWith(TRUSTED) && more.length === 0;
  if (!isWhole || bytes === undefined || globalSignature === undefined)
    throw invalid(
      "Cannot read the minisign signature: expected its four lines: comment, signature, comment, signature",
    );
  const algorithm = bytes.toString("latin1", 0, 2);
  if (algorithm !== "ED" && algorithm !== "Ed")
    throw invalid("Cannot read the minisign signature: its algorithm is unknown, expected ED or Ed");
  return {
    isPrehashed: algorithm === "ED",
    keyId: formatId(bytes.subarray(2, 2 + ID_SIZE)),
    signature: bytes.subarray(2 + ID_SIZE),
    trustedComment: decodeComment(trusted.slice(TRUSTED.length)),
    globalSignature,
  };
}

/**
 * Checks a signature file, as `minisign -V` does.
 * @throws BundleError `SIGNATURE_INVALID`, `SIGNER_UNTRUSTED`, `LIMIT_EXCEEDED`
 */
export function verifyMinisign(file: Uint8Array, subject: MinisignSubject, trusted: MinisignKey): MinisignSigner {
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

function signedBytes(subject: MinisignSubject, isPrehashed: boolean): Uint8Array {
  if ("blake2b512" in subject) {
    if (isPrehashed) return subject.blake2b512;
    throw invalid("Cannot verify the minisign signature: it is of the old form, which is not over a hash");
  }
  return isPrehashed ? hash("blake2b512", subject.bytes, "buffer") : subject.bytes;
}

function linesOf(file: Uint8Array): readonly string[] {
  return Buffer.from(file)
    .toString("latin1")
    .replace(/\r?\n$/, "")
    .split(/\r?\n/);
}

/** Undefined unless the text is what an encoder writes for this number of bytes. */
function decode(base64: string, size: number): Buffer | undefined {
  const bytes = Buffer.from(base64, "base64");
  return bytes.length === size && bytes.toString("base64") === base64 ? bytes : undefined;
}

function decodeComment(line: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(line, "latin1"));
  } catch (cause) {
    throw invalid("Cannot read the minisign signature: its trusted comment is not UTF-8", { cause });
  }
}

/** A little-endian number. */
function formatId(bytes: Buffer): string {
  return Buffer.from(bytes.toReversed()).toString("hex").toUpperCase();
}

function invalid(message: string, options?: ErrorOptions): BundleError {
  return new BundleError("SIGNATURE_INVALID", message, options);
}

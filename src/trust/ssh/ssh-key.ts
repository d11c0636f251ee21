import { createPublicKey, hash, type JsonWebKey, type KeyObject, verify } from "node:crypto";
import { BundleError } from "../../errors.ts";
import { excerpt } from "../../printable.ts";
import { readWire, type WireReader } from "./wire.ts";

/** A public key of SSH, and what checks its signatures. */
export interface SshKey {
  readonly type: string;
  /** As `ssh-keygen -l` prints it: `SHA256:` and base64. */
  readonly fingerprint: string;
  /** True when `signature`, in SSH's form, is one over `message`. @throws BundleError `SIGNATURE_INVALID` for another form */
  isSignatureOf(message: Uint8Array, signature: Uint8Array): boolean;
}

/** Bits of a modulus. Below, keys are weak; above, one check takes a second. */
const RSA_BITS = { least: 2048, most: 16_384 };

/** Flag that a security key sets when a person touched it. Source: PROTOCOL.u2f */
const USER_PRESENT = 0x01;

/** NIST curves. Source: RFC 5656. */
const CURVES: Readonly<Record<string, { crv: string; width: number; hash: string }>> = {
  nistp256: { crv: "P-256", width: 32, hash: "sha256" },
  nistp384: { crv: "P-384", width: 48, hash: "sha384" },
  nistp521: { crv: "P-521", width: 66, hash: "sha512" },
};

/** Hash of an RSA signature. SHA-1, which `ssh-rsa` means there, is refused. Source: RFC 8332. */
const RSA_HASHES: Readonly<Record<string, string>> = { "rsa-sha2-256": "sha256", "rsa-sha2-512": "sha512" };

/** For messages. */
const SUPPORTED = "ssh-ed25519, ecdsa-sha2-nistp256, -nistp384 or -nistp521, ssh-rsa or sk-ssh-ed25519@openssh.com";

type Check = SshKey["isSignatureOf"];

const READERS: Readonly<Record<string, (key: WireReader) => Check>> = {
  "ssh-ed25519": readEd25519,
  "ecdsa-sha2-nistp256": readEcdsa,
  "ecdsa-sha2-nistp384": readEcdsa,
  "ecdsa-sha2-nistp521": readEcdsa,
  "ssh-rsa": readRsa,
  "sk-ssh-ed25519@openssh.com": readSecurityKey,
};

/**
 * Reads a public key in SSH's binary form.
 * @throws BundleError `SIGNATURE_INVALID`, `SIGNATURE_UNSUPPORTED` for a type that we do not check, such as a certificate
 */
export function readSshKey(blob: Uint8Array): SshKey {
  const wire = readWire(blob, "the public key of the SSH signature");
  const type = wire.text();
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (reader === undefined) {
    const found = `its key has the type ${excerpt(type)}, expected ${SUPPORTED}`;
    throw new BundleError("SIGNATURE_UNSUPPORTED", `Cannot check the SSH signature: ${found}`);
  }
  const check = reader(wire);
  wire.end();
  return {
    type,
    fingerprint: fingerprintOf(blob),
    isSignatureOf: check,
  };
}

/** As `ssh-keygen -l` prints it. */
export function fingerprintOf(blob: Uint8Array): string {
  return `SHA256:${hash("sha256", blob, "base64").replace(/=+$/, "")}`;
}

function readEd25519(key: WireReader): Check {
  const publicKey = ed25519Key(key.string());
  return (message, signature) => verify(null, message, publicKey, readSignature(signature, "ssh-ed25519"));
}

function readEcdsa(key: WireReader): Check {
  const name = key.text();
  const curve = Object.hasOwn(CURVES, name) ? CURVES[name] : undefined;
  const point = key.string();
  if (curve === undefined || point[0] !== 0x04 || point.length !== 1 + 2 * curve.width)
    throw badKey("its point is not on a known curve");
  const { crv, width } = curve;
  const [x, y] = [point.subarray(1, 1 + width), point.subarray(1 + width)].map(base64url);
  const publicKey = toKeyObject({ kty: "EC", crv, x: x ?? "", y: y ?? "" });
  return (message, signature) => {
    const numbers = readWire(readSignature(signature, `ecdsa-sha2-${name}`), WHAT);
    const pair = [numbers.integer(), numbers.integer()];
    numbers.end();
    if (pair.some((number) => number.length > width)) return false;
    const padded = pair.map((number) => Buffer.concat([Buffer.alloc(width - number.length), number]));
    return verify(curve.hash, message, { key: publicKey, dsaEncoding: "ieee-p1363" }, Buffer.concat(padded));
  };
}

function readRsa(key: WireReader): Check {
  const [e, n] = [key.integer(), key.integer()];
  const bits = n.length * 8 - Math.clz32(n[0] ?? 0) + 24;
  if (bits < RSA_BITS.least || bits > RSA_BITS.most)
    throw badKey(`its RSA key has ${bits} bits, expected ${RSA_BITS.least} to ${RSA_BITS.most}`);
  const publicKey = toKeyObject({ kty: "RSA", n: base64url(n), e: base64url(e) });
  return (message, signature) => {
    const wire = readWire(signature, WHAT);
    const type = wire.text();
    const algorithm = Object.hasOwn(RSA_HASHES, type) ? RSA_HASHES[type] : undefined;
    if (algorithm === undefined) throw unexpectedAlgorithm(type, Object.keys(RSA_HASHES).join(" or "));
    const bytes = wire.string();
    wire.end();
    return verify(algorithm, message, publicKey, bytes);
  };
}

/** A key in a FIDO device signs a hash of the message together with its flags and counter. Source: PROTOCOL.u2f */
function readSecurityKey(key: WireReader): Check {
  const publicKey = ed25519Key(key.string());
  const application = hash("sha256", key.string(), "buffer");
  return (message, signature) => {
    const wire = readWire(signature, WHAT);
    checkAlgorithm(wire.text(), "sk-ssh-ed25519@openssh.com");
    const bytes = wire.string();
    const flagsAndCounter = wire.bytes(5);
    wire.end();
    if (((flagsAndCounter[0] ?? 0) & USER_PRESENT) === 0) return false;
    const signed = Buffer.concat([application, flagsAndCounter, hash("sha256", message, "buffer")]);
    return verify(null, signed, publicKey, bytes);
  };
}

const WHAT = "the SSH signature";

/** The bytes of a signature of this algorithm alone. */
function readSignature(signature: Uint8Array, algorithm: string): Uint8Array {
  const wire = readWire(signature, WHAT);
  checkAlgorithm(wire.text(), algorithm);
  const bytes = wire.string();
  wire.end();
  return bytes;
}

function checkAlgorithm(found: string, expected: string): void {
  if (found !== expected) throw unexpectedAlgorithm(found, expected);
}

function unexpectedAlgorithm(found: string, expected: string): BundleError {
  return new BundleError(
    "SIGNATURE_INVALID",
    `Cannot check the SSH signature: it was made with ${excerpt(found)}, expected ${expected}`,
  );
}

function ed25519Key(bytes: Uint8Array): KeyObject {
  if (bytes.length !== 32) throw badKey(`it has ${bytes.length} bytes, expected 32`);
  return toKeyObject({ kty: "OKP", crv: "Ed25519", x: base64url(bytes) });
}

function toKeyObject(key: JsonWebKey): KeyObject {
  try {
    return createPublicKey({ key, format: "jwk" });
  } catch (cause) {
    throw badKey("its numbers are not those of a key", { cause });
  }
}

function badKey(found: string, options?: ErrorOptions): BundleError {
  return new BundleError("SIGNATURE_INVALID", `Cannot read the public key of the SSH signature: ${found}`, options);
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

import {
  MAX_SIGNATURE
} from "./chunk-M77KPOTZ.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/trust/ssh/wire.ts
function readWire(bytes, what) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const refuse = (found) => {
    throw new BundleError("SIGNATURE_INVALID", `Cannot read ${what}: ${found}`);
  };
  const take = (size) => {
    if (size > buffer.length - at) refuse("it ends too early");
    at += size;
    return buffer.subarray(at - size, at);
  };
  const string = () => {
    const start = at;
    take(4);
    return take(buffer.readUInt32BE(start));
  };
  return {
    string,
    bytes: take,
    text() {
      const found = string();
      return found.every((byte) => byte >= 32 && byte < 127) ? Buffer.from(found).toString("latin1") : refuse("a name in it is not ASCII");
    },
    integer() {
      const found = string();
      const [first = 0, second = 0] = found;
      if (found.length === 0 || first >= 128 || first === 0 && second < 128)
        return refuse("a number in it is not positive, or not in its shortest form");
      return first === 0 ? found.subarray(1) : found;
    },
    end() {
      if (at < buffer.length) refuse("there are bytes behind its end");
    }
  };
}
function wireString(content) {
  const bytes = Buffer.from(content);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(bytes.length);
  return Buffer.concat([size, bytes]);
}

// src/trust/ssh/ssh-key.ts
import { createPublicKey, hash, verify } from "node:crypto";
var RSA_BITS = { least: 2048, most: 16384 };
var USER_PRESENT = 1;
var CURVES = {
  nistp256: { crv: "P-256", width: 32, hash: "sha256" },
  nistp384: { crv: "P-384", width: 48, hash: "sha384" },
  nistp521: { crv: "P-521", width: 66, hash: "sha512" }
};
var RSA_HASHES = { "rsa-sha2-256": "sha256", "rsa-sha2-512": "sha512" };
var SUPPORTED = "ssh-ed25519, ecdsa-sha2-nistp256, -nistp384 or -nistp521, ssh-rsa or sk-ssh-ed25519@openssh.com";
var READERS = {
  "ssh-ed25519": readEd25519,
  "ecdsa-sha2-nistp256": readEcdsa,
  "ecdsa-sha2-nistp384": readEcdsa,
  "ecdsa-sha2-nistp521": readEcdsa,
  "ssh-rsa": readRsa,
  "sk-ssh-ed25519@openssh.com": readSecurityKey
};
function readSshKey(blob) {
  const wire = readWire(blob, "the public key of the SSH signature");
  const type = wire.text();
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : void 0;
  if (reader === void 0) {
    const found = `its key has the type ${excerpt(type)}, expected ${SUPPORTED}`;
    throw new BundleError("SIGNATURE_UNSUPPORTED", `Cannot check the SSH signature: ${found}`);
  }
  const check = reader(wire);
  wire.end();
  return {
    type,
    fingerprint: fingerprintOf(blob),
    isSignatureOf: check
  };
}
function fingerprintOf(blob) {
  return `SHA256:${hash("sha256", blob, "base64").replace(/=+$/, "")}`;
}
function readEd25519(key) {
  const publicKey = ed25519Key(key.string());
  return (message, signature) => verify(null, message, publicKey, readSignature(signature, "ssh-ed25519"));
}
function readEcdsa(key) {
  const name = key.text();
  const curve = Object.hasOwn(CURVES, name) ? CURVES[name] : void 0;
  const point = key.string();
  if (curve === void 0 || point[0] !== 4 || point.length !== 1 + 2 * curve.width)
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
function readRsa(key) {
  const [e, n] = [key.integer(), key.integer()];
  const bits = n.length * 8 - Math.clz32(n[0] ?? 0) + 24;
  if (bits < RSA_BITS.least || bits > RSA_BITS.most)
    throw badKey(`its RSA key has ${bits} bits, expected ${RSA_BITS.least} to ${RSA_BITS.most}`);
  const publicKey = toKeyObject({ kty: "RSA", n: base64url(n), e: base64url(e) });
  return (message, signature) => {
    const wire = readWire(signature, WHAT);
    const type = wire.text();
    const algorithm = Object.hasOwn(RSA_HASHES, type) ? RSA_HASHES[type] : void 0;
    if (algorithm === void 0) throw unexpectedAlgorithm(type, Object.keys(RSA_HASHES).join(" or "));
    const bytes = wire.string();
    wire.end();
    return verify(algorithm, message, publicKey, bytes);
  };
}
function readSecurityKey(key) {
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
var WHAT = "the SSH signature";
function readSignature(signature, algorithm) {
  const wire = readWire(signature, WHAT);
  checkAlgorithm(wire.text(), algorithm);
  const bytes = wire.string();
  wire.end();
  return bytes;
}
function checkAlgorithm(found, expected) {
  if (found !== expected) throw unexpectedAlgorithm(found, expected);
}
function unexpectedAlgorithm(found, expected) {
  return new BundleError(
    "SIGNATURE_INVALID",
    `Cannot check the SSH signature: it was made with ${excerpt(found)}, expected ${expected}`
  );
}
function ed25519Key(bytes) {
  if (bytes.length !== 32) throw badKey(`it has ${bytes.length} bytes, expected 32`);
  return toKeyObject({ kty: "OKP", crv: "Ed25519", x: base64url(bytes) });
}
function toKeyObject(key) {
  try {
    return createPublicKey({ key, format: "jwk" });
  } catch (cause) {
    throw badKey("its numbers are not those of a key", { cause });
  }
}
function badKey(found, options) {
  return new BundleError("SIGNATURE_INVALID", `Cannot read the public key of the SSH signature: ${found}`, options);
}
function base64url(bytes) {
  return Buffer.from(bytes).toString("base64url");
}

// src/trust/ssh/ssh-signature.ts
import { hash as hash2 } from "node:crypto";
var MAGIC = "SSHSIG";
var VERSION = 1;
var BEGIN = "-----BEGIN SSH SIGNATURE-----";
var END = "-----END SSH SIGNATURE-----";
var LINE = 70;
var HASHES = ["sha256", "sha512"];
function parseSshSignature(file) {
  const wire = readWire(decodeArmor(file), "the SSH signature");
  if (Buffer.from(wire.bytes(MAGIC.length)).toString("latin1") !== MAGIC)
    throw invalid(`it does not begin with ${MAGIC}`);
  const version = Buffer.from(wire.bytes(4)).readUInt32BE();
  if (version !== VERSION) throw invalid(`it has version ${version}, expected ${VERSION}`);
  const key = wire.string();
  const namespace = wire.text();
  if (wire.string().length > 0) throw invalid("its reserved field is not empty");
  const hashName = wire.text();
  if (!HASHES.includes(hashName)) throw invalid(`its hash is ${excerpt(hashName)}, expected ${HASHES.join(" or ")}`);
  const signature = wire.string();
  wire.end();
  return { key, namespace, hashName, signature };
}
function formatSshSignature({ key, namespace, hashName, signature }) {
  const version = Buffer.alloc(4);
  version.writeUInt32BE(VERSION);
  const fields = [key, namespace, "", hashName, signature].map(wireString);
  const base64 = Buffer.concat([Buffer.from(MAGIC), version, ...fields]).toString("base64");
  return [BEGIN, ...base64.match(new RegExp(`.{1,${LINE}}`, "g")) ?? [], END, ""].join("\n");
}
function signedBytes(message, { namespace, hashName }) {
  const fields = [namespace, "", hashName, hash2(hashName, message, "buffer")].map(wireString);
  return Buffer.concat([Buffer.from(MAGIC), ...fields]);
}
function decodeArmor(file) {
  if (file.length > MAX_SIGNATURE)
    throw new BundleError(
      "LIMIT_EXCEEDED",
      `Cannot read the SSH signature: it has ${file.length} bytes, expected at most ${MAX_SIGNATURE}`
    );
  const [begin, ...lines] = Buffer.from(file).toString("latin1").replace(/[\r\n]+$/, "").split(/\r?\n/);
  const end = lines.pop();
  if (begin !== BEGIN || end !== END) throw invalid(`it is not between the lines ${BEGIN} and ${END}`);
  const base64 = lines.join("");
  const bytes = Buffer.from(base64, "base64");
  if (bytes.toString("base64") !== base64) throw invalid("it is not base64");
  return bytes;
}
function invalid(found) {
  return new BundleError("SIGNATURE_INVALID", `Cannot read the SSH signature: ${found}`);
}

export {
  wireString,
  readSshKey,
  fingerprintOf,
  parseSshSignature,
  formatSshSignature,
  signedBytes
};

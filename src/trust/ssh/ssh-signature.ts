import { hash } from "node:crypto";
import { BundleError } from "../../errors.ts";
import { MAX_SIGNATURE } from "../../limits.ts";
import { excerpt } from "../../printable.ts";
import { readWire, wireString } from "./wire.ts";

/** A signature as `ssh-keygen -Y sign` writes it. Source: openssh-portable, PROTOCOL.sshsig */
export interface SshSignature {
  /** The public key in SSH's binary form. */
  readonly key: Uint8Array;
  readonly namespace: string;
  readonly hashName: string;
  /** In SSH's binary form, algorithm first. */
  readonly signature: Uint8Array;
}

const MAGIC = "SSHSIG";
const VERSION = 1;
const BEGIN = "-----BEGIN SSH SIGNATURE-----";
const END = "-----END SSH SIGNATURE-----";

/** Characters of a line, as ssh-keygen writes it. */
const LINE = 70;

const HASHES = ["sha256", "sha512"];

/**
 * Reads a signature file.
 * @throws BundleError `SIGNATURE_INVALID`, `LIMIT_EXCEEDED`
 */
export function parseSshSignature(file: Uint8Array): SshSignature {
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

/** Writes a signature file, as ssh-keygen does. */
export function formatSshSignature({ key, namespace, hashName, signature }: SshSignature): string {
  const version = Buffer.alloc(4);
  version.writeUInt32BE(VERSION);
  const fields = [key, namespace, "", hashName, signature].map(wireString);
  const base64 = Buffer.concat([Buffer.from(MAGIC), version, ...fields]).toString("base64");
  return [BEGIN, ...(base64.match(new RegExp(`.{1,${LINE}}`, "g")) ?? []), END, ""].join("\n");
}

/** The bytes that the key signs: the message goes in as its hash. */
export function signedBytes(message: Uint8Array, { namespace, hashName }: Omit<SshSignature, "key" | "signature">) {
  const fields = [namespace, "", hashName, hash(hashName, message, "buffer")].map(wireString);
  return Buffer.concat([Buffer.from(MAGIC), ...fields]);
}

/** Takes only what an encoder writes, so that no two files mean one signature but for their line breaks. */
function decodeArmor(file: Uint8Array): Uint8Array {
  if (file.length > MAX_SIGNATURE)
    throw new BundleError(
      "LIMIT_EXCEEDED",
      `Cannot read the SSH signature: it has ${file.length} bytes, expected at most ${MAX_SIGNATURE}`,
    );
  const [begin, ...lines] = Buffer.from(file)
    .toString("latin1")
    .replace(/[\r\n]+$/, "")
    .split(/\r?\n/);
  const end = lines.pop();
  if (begin !== BEGIN || end !== END) throw invalid(`it is not between the lines ${BEGIN} and ${END}`);
  const base64 = lines.join("");
  const bytes = Buffer.from(base64, "base64");
  if (bytes.toString("base64") !== base64) throw invalid("it is not base64");
  return bytes;
}

function invalid(found: string): BundleError {
  return new BundleError("SIGNATURE_INVALID", `Cannot read the SSH signature: ${found}`);
}

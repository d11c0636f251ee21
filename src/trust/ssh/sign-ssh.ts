import { createPublicKey, type KeyObject, sign } from "node:crypto";
import { formatSshSignature, signedBytes } from "./ssh-signature.ts";
import { SSH_NAMESPACE } from "./verify-ssh-signature.ts";
import { wireString } from "./wire.ts";

const TYPE = "ssh-ed25519";

/**
 * Signs as `ssh-keygen -Y sign` does.
 * @param key a private Ed25519 key
 * @returns the text of the signature file
 */
export function signWithEd25519(message: Uint8Array, key: KeyObject): string {
  const facts = { namespace: SSH_NAMESPACE, hashName: "sha512" };
  const signature = sign(null, signedBytes(message, facts), key);
  return formatSshSignature({ ...facts, key: encodeKey(key), signature: encodeSignature(signature) });
}

function encodeKey(key: KeyObject): Uint8Array {
  const { x = "" } = createPublicKey(key).export({ format: "jwk" });
  return Buffer.concat([wireString(TYPE), wireString(Buffer.from(x, "base64url"))]);
}

function encodeSignature(signature: Uint8Array): Uint8Array {
  return Buffer.concat([wireString(TYPE), wireString(signature)]);
}

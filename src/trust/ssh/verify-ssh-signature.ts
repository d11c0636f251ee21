import { BundleError } from "../../errors.ts";
import { excerpt, printable } from "../../printable.ts";
import { type AllowedSigner, fitsPatterns } from "./allowed-signers.ts";
import { fingerprintOf, readSshKey } from "./ssh-key.ts";
import { parseSshSignature, signedBytes } from "./ssh-signature.ts";

/** Keeps signatures of a bundle apart from those of commits, files and mails by the same key. */
export const SSH_NAMESPACE = "ocx-bundle";

/** Requirements on an SSH signature. */
export interface SshExpectation {
  /** The document that the bundle digest names. */
  readonly message: Uint8Array;
  readonly signers: readonly AllowedSigner[];
  /** Compared with the times of a line; a signature itself has none that could be trusted. */
  readonly now: Date;
  /** Name that one line must have for the key; without it, any line will do. */
  readonly signer?: string;
  readonly namespace?: string;
}

/** Who signed. */
export interface SshSigner {
  /** The expected name, or the principals of the line as they are written. */
  readonly principal: string;
  readonly keyType: string;
  /** As `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
}

/**
 * Checks an SSH signature file, as `ssh-keygen -Y verify` does.
 * @throws BundleError `SIGNATURE_INVALID`, `SIGNATURE_UNSUPPORTED`, `SIGNER_UNTRUSTED`, `LIMIT_EXCEEDED`
 */
export function verifySshSignature(file: Uint8Array, expected: SshExpectation): SshSigner {
  const { message, namespace = SSH_NAMESPACE } = expected;
  const parsed = parseSshSignature(file);
  if (parsed.namespace !== namespace) {
    const found = `it is for the namespace ${excerpt(parsed.namespace)}, expected ${namespace}`;
    throw new BundleError("SIGNATURE_INVALID", `Cannot use the SSH signature: ${found}`, {
      hint: `Sign with \`ocx-bundle sign\`, or with \`ssh-keygen -Y sign -n ${namespace}\`.`,
    });
  }
  const key = readSshKey(parsed.key);
  const line = findSigner(parsed.key, { ...expected, namespace });
  if (!key.isSignatureOf(signedBytes(message, parsed), parsed.signature)) {
    const found = `${key.fingerprint} did not sign this bundle, or a byte of the signature is wrong`;
    throw new BundleError("SIGNATURE_INVALID", `Cannot verify the SSH signature: ${found}`);
  }
  return {
    principal: expected.signer ?? line.principals.join(","),
    keyType: key.type,
    fingerprint: key.fingerprint,
  };
}

/**
 * Checks a signature without trust in anybody: that the key in it signed these bytes.
 * @throws BundleError `SIGNATURE_INVALID`, `SIGNATURE_UNSUPPORTED`, `LIMIT_EXCEEDED`
 */
export function verifyBySomeone(file: Uint8Array, message: Uint8Array): Omit<SshSigner, "principal"> {
  const anyone = { line: 1, principals: ["*"], key: parseSshSignature(file).key, isAuthority: false };
  return verifySshSignature(file, { message, signers: [anyone], now: new Date() });
}

/** The line that trusts this key here and now. If none does, the error tells why the nearest one does not. */
function findSigner(key: Uint8Array, expected: SshExpectation & { readonly namespace: string }): AllowedSigner {
  const ofKey = expected.signers.filter((line) => Buffer.compare(line.key, key) === 0);
  const reasons: string[] = [];
  for (const line of ofKey) {
    const reason = whyNot(line, expected);
    if (reason === undefined) return line;
    reasons.push(`line ${line.line} of the allowed signers ${reason}`);
  }
  const why = reasons.length === 0 ? "no line of the allowed signers has it" : reasons.join("; ");
  const found = `it is by the key ${fingerprintOf(key)}, and ${why}`;
  throw new BundleError("SIGNER_UNTRUSTED", `Cannot trust the SSH signature: ${found}`);
}

function whyNot(
  { isAuthority, principals, namespaces, validAfter, validBefore }: AllowedSigner,
  { signer, namespace, now }: SshExpectation & { readonly namespace: string },
): string | undefined {
  if (isAuthority) return "has the key as cert-authority, which trusts certificates only, and those are not supported";
  if (signer !== undefined && !fitsPatterns(signer, principals)) return `does not name ${printable(signer)}`;
  if (namespaces !== undefined && !fitsPatterns(namespace, namespaces)) return `is not for the namespace ${namespace}`;
  if (validAfter !== undefined && now < validAfter) return `is valid only after ${validAfter.toISOString()}`;
  if (validBefore !== undefined && now > validBefore) return `was valid only before ${validBefore.toISOString()}`;
  return undefined;
}

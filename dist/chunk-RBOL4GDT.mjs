import {
  fitsPatterns
} from "./chunk-W6U6OUAY.mjs";
import {
  fingerprintOf,
  parseSshSignature,
  readSshKey,
  signedBytes
} from "./chunk-IEVHQZOT.mjs";
import {
  excerpt,
  printable
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/trust/ssh/verify-ssh-signature.ts
var SSH_NAMESPACE = "ocx-bundle";
function verifySshSignature(file, expected) {
  const { message, namespace = SSH_NAMESPACE } = expected;
  const parsed = parseSshSignature(file);
  if (parsed.namespace !== namespace) {
    const found = `it is for the namespace ${excerpt(parsed.namespace)}, expected ${namespace}`;
    throw new BundleError("SIGNATURE_INVALID", `Cannot use the SSH signature: ${found}`, {
      hint: `Sign with \`ocx-bundle sign\`, or with \`ssh-keygen -Y sign -n ${namespace}\`.`
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
    fingerprint: key.fingerprint
  };
}
function verifyBySomeone(file, message) {
  const anyone = { line: 1, principals: ["*"], key: parseSshSignature(file).key, isAuthority: false };
  return verifySshSignature(file, { message, signers: [anyone], now: /* @__PURE__ */ new Date() });
}
function findSigner(key, expected) {
  const ofKey = expected.signers.filter((line) => Buffer.compare(line.key, key) === 0);
  const reasons = [];
  for (const line of ofKey) {
    const reason = whyNot(line, expected);
    if (reason === void 0) return line;
    reasons.push(`line ${line.line} of the allowed signers ${reason}`);
  }
  const why = reasons.length === 0 ? "no line of the allowed signers has it" : reasons.join("; ");
  const found = `it is by the key ${fingerprintOf(key)}, and ${why}`;
  throw new BundleError("SIGNER_UNTRUSTED", `Cannot trust the SSH signature: ${found}`);
}
function whyNot({ isAuthority, principals, namespaces, validAfter, validBefore }, { signer, namespace, now }) {
  if (isAuthority) return "has the key as cert-authority, which trusts certificates only, and those are not supported";
  if (signer !== void 0 && !fitsPatterns(signer, principals)) return `does not name ${printable(signer)}`;
  if (namespaces !== void 0 && !fitsPatterns(namespace, namespaces)) return `is not for the namespace ${namespace}`;
  if (validAfter !== void 0 && now < validAfter) return `is valid only after ${validAfter.toISOString()}`;
  if (validBefore !== void 0 && now > validBefore) return `was valid only before ${validBefore.toISOString()}`;
  return void 0;
}

export {
  SSH_NAMESPACE,
  verifySshSignature,
  verifyBySomeone
};

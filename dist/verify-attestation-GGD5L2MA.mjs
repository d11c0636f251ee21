import {
  verifyEnvelope
} from "./chunk-JGELXHEK.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError,
  causesOf
} from "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/trust/sigstore/certificate-claims.ts
var FULCIO = "1.3.6.1.4.1.57264.1";
var NUMBERS = {
  issuer: 8,
  workflow: 9,
  runner: 11,
  repository: 12,
  commit: 13,
  ref: 14,
  run: 21
};
var OLD_ISSUER = `${FULCIO}.1`;
function readClaims(extensions) {
  const byNumber = /* @__PURE__ */ new Map();
  for (const [oid, value] of extensions) {
    if (byNumber.has(oid)) throw new Error(`its certificate has the extension ${oid} twice`);
    byNumber.set(oid, value);
  }
  const claims = {};
  const old = byNumber.get(OLD_ISSUER);
  if (old !== void 0) claims.issuer = decodeText(old);
  for (const name of NAMES) {
    const value = byNumber.get(`${FULCIO}.${NUMBERS[name]}`);
    if (value !== void 0) claims[name] = decodeUtf8String(value);
  }
  return claims;
}
var NAMES = ["issuer", "workflow", "runner", "repository", "commit", "ref", "run"];
var UTF8_STRING = 12;
function decodeUtf8String(der) {
  const [tag, first = 0] = der;
  const lengthBytes = first < 128 ? 0 : first - 128;
  const length = lengthBytes === 0 ? first : der.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  const text = der.subarray(2 + lengthBytes);
  if (tag !== UTF8_STRING || lengthBytes > 2 || text.byteLength !== length)
    throw new Error("an extension of its certificate is not a UTF8String");
  return decodeText(text);
}
function decodeText(bytes) {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

// src/trust/sigstore/identity.ts
var GITHUB = "https://github.com/";
var GITHUB_ISSUER = "https://token.actions.githubusercontent.com";
function whyOther(expected, found) {
  const { issuer = GITHUB_ISSUER, repository, workflow, ref, runner } = expected;
  if (found.issuer !== issuer) return differs("issuer", found.issuer, issuer);
  if ("identity" in expected && found.identity !== expected.identity)
    return differs("identity", found.identity, expected.identity);
  if (repository !== void 0 && found.repository !== addressOf(repository))
    return differs("repository", found.repository, addressOf(repository));
  if (ref !== void 0 && found.ref !== ref) return differs("ref", found.ref, ref);
  if (workflow !== void 0 && !isWorkflow(found.workflow, addressOf(workflow)))
    return differs("workflow", found.workflow, addressOf(workflow));
  if (runner !== void 0 && found.runner !== runner) return differs("runner", found.runner, runner);
  return void 0;
}
function differs(what, found, expected) {
  return `its ${what} is ${found === void 0 ? "not given" : excerpt(found)}, expected ${excerpt(expected)}`;
}
function addressOf(name) {
  return name.startsWith("https://") ? name : `${GITHUB}${name}`;
}
function isWorkflow(found, expected) {
  if (found === void 0 || found === expected) return found === expected;
  return found.startsWith(`${expected}@`) && /^(?:refs\/|[0-9a-f]{40}$)/.test(found.slice(expected.length + 1));
}

// src/trust/sigstore/verify-attestation.ts
var GITHUB_INSTANCE = /^O=GitHub\\?, Inc\.$/m;
var PUBLIC = { logEntries: 1, times: 1 };
var GITHUB2 = { logEntries: 0, times: 1 };
function verifyAttestation(attestation, expected) {
  const { name, statement } = attestation;
  const signer = verifySigner(attestation, expected.roots);
  const untrusted = (found) => new BundleError("SIGNER_UNTRUSTED", `Cannot trust ${name}: ${found}`, {
    hint: "Do not import the bundle, unless this signer is one that you trust: then name it."
  });
  const other = whyOther(expected.identity, signer);
  if (other !== void 0) throw untrusted(other);
  if (!expected.predicateTypes.includes(statement.predicateType)) {
    const found = `it states ${excerpt(statement.predicateType)}, expected ${expected.predicateTypes.join(" or ")}`;
    throw untrusted(found);
  }
  return signer;
}
function verifySigner(attestation, { instances, name }) {
  const failures = [];
  for (const instance of instances) {
    try {
      return verifyWith(attestation, instance);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      failures.push(error);
    }
  }
  const cause = failures.find((error) => !isOtherAuthority(error)) ?? failures[0];
  if (cause === void 0) throw new Error(`${name} has no roots`);
  const reasons = [cause.message, ...causesOf(cause)];
  if (reasons.includes(UNREAD_TIME)) throw unreadTime(attestation, cause);
  const found = excerpt(reasons.join(": "));
  const message = `Cannot verify ${attestation.name} with ${name}: ${found}`;
  if (!isOtherAuthority(cause)) throw new BundleError("SIGNATURE_INVALID", message, { cause });
  throw new BundleError("SIGNER_UNTRUSTED", message, {
    cause,
    hint: "Either somebody else signed, or the trusted root is too old: fetch it again with `gh attestation trusted-root`."
  });
}
var UNREAD_TIME = "invalid time";
function unreadTime({ name }, cause) {
  const found = "a time in it has a fraction of a second that is not three digits long, which cannot be read";
  return new BundleError("SIGNATURE_UNSUPPORTED", `Cannot check ${name}: ${found}`, {
    cause,
    hint: "Attest again: the timestamp authority then signs another time. Those of GitHub and Sigstore sign whole seconds."
  });
}
function verifyWith({ document, issuer, signedBy }, instance) {
  const thresholds = GITHUB_INSTANCE.test(issuer) ? GITHUB2 : PUBLIC;
  const { identity, extensions } = verifyEnvelope(document, instance, thresholds);
  if (signedBy !== `URI:${identity}` && signedBy !== `email:${identity}`)
    throw new Error(`its certificate names ${signedBy}, expected one name`);
  return { identity, ...readClaims(extensions) };
}
function isOtherAuthority(error) {
  return "code" in error && error.code === "CERTIFICATE_ERROR";
}
export {
  verifyAttestation
};

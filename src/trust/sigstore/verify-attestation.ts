import { BundleError, causesOf } from "../../errors.ts";
import { excerpt } from "../../printable.ts";
import type { Attestation } from "./attestation.ts";
import { readClaims } from "./certificate-claims.ts";
import { type SignedBy, type SigstoreIdentity, whyOther } from "./identity.ts";
import { type Instance, type Thresholds, verifyEnvelope } from "./sigstore-library.ts";
import type { TrustedRoots } from "./trusted-root.ts";

/** Requirements on a Sigstore attestation. */
export interface AttestationExpectation {
  readonly roots: TrustedRoots;
  readonly identity: SigstoreIdentity;
  readonly predicateTypes: readonly string[];
}

/** The organization in certificates of GitHub's own instance, for private repositories, as Node writes it. That instance has no log. */
const GITHUB_INSTANCE = /^O=GitHub\\?, Inc\.$/m;

/** An entry in a transparency log, and a time that the log or a timestamp authority has signed. */
const PUBLIC: Thresholds = { logEntries: 1, times: 1 };
const GITHUB: Thresholds = { logEntries: 0, times: 1 };

/**
 * Verifies who signed an attestation, offline, and that it was the expected signer. Whether it is about this bundle is the
 * caller's to compare.
 * @throws BundleError `SIGNATURE_INVALID`, `SIGNATURE_UNSUPPORTED`, `SIGNER_UNTRUSTED`
 */
export function verifyAttestation(attestation: Attestation, expected: AttestationExpectation): SignedBy {
  const { name, statement } = attestation;
  const signer = verifySigner(attestation, expected.roots);
  const untrusted = (found: string): BundleError =>
    new BundleError("SIGNER_UNTRUSTED", `Cannot trust ${name}: ${found}`, {
      hint: "Do not import the bundle, unless this signer is one that you trust: then name it.",
    });
  const other = whyOther(expected.identity, signer);
  if (other !== undefined) throw untrusted(other);
  if (!expected.predicateTypes.includes(statement.predicateType)) {
    const found = `it states ${excerpt(statement.predicateType)}, expected ${expected.predicateTypes.join(" or ")}`;
    throw untrusted(found);
  }
  return signer;
}

/** Tries each instance. The error is that of the first, unless another one got further. */
function verifySigner(attestation: Attestation, { instances, name }: TrustedRoots): SignedBy {
  const failures: Error[] = [];
  for (const instance of instances) {
    try {
      return verifyWith(attestation, instance);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      failures.push(error);
    }
  }
  const cause = failures.find((error) => !isOtherAuthority(error)) ?? failures[0];
  if (cause === undefined) throw new Error(`${name} has no roots`);
  const reasons = [cause.message, ...causesOf(cause)];
  if (reasons.includes(UNREAD_TIME)) throw unreadTime(attestation, cause);
  const found = excerpt(reasons.join(": "));
  const message = `Cannot verify ${attestation.name} with ${name}: ${found}`;
  if (!isOtherAuthority(cause)) throw new BundleError("SIGNATURE_INVALID", message, { cause });
  throw new BundleError("SIGNER_UNTRUSTED", message, {
    cause,
    hint: "Either somebody else signed, or the trusted root is too old: fetch it again with `gh attestation trusted-root`.",
  });
}

/** The library's words for a fraction of a second that is not three digits long. DER writes no zeros at its end. */
const UNREAD_TIME = "invalid time";

function unreadTime({ name }: Attestation, cause: Error): BundleError {
  const found = "a time in it has a fraction of a second that is not three digits long, which cannot be read";
  return new BundleError("SIGNATURE_UNSUPPORTED", `Cannot check ${name}: ${found}`, {
    cause,
    hint: "Attest again: the timestamp authority then signs another time. Those of GitHub and Sigstore sign whole seconds.",
  });
}

function verifyWith({ document, issuer, signedBy }: Attestation, instance: Instance): SignedBy {
  const thresholds = GITHUB_INSTANCE.test(issuer) ? GITHUB : PUBLIC;
  const { identity, extensions } = verifyEnvelope(document, instance, thresholds);
  // Of several names the library takes the first.
  if (signedBy !== `URI:${identity}` && signedBy !== `email:${identity}`)
    throw new Error(`its certificate names ${signedBy}, expected one name`);
  return { identity, ...readClaims(extensions) };
}

/** True when the certificate was not issued by this instance, or not for that time. */
function isOtherAuthority(error: Error): boolean {
  return "code" in error && error.code === "CERTIFICATE_ERROR";
}

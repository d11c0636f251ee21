import { X509Certificate } from "node:crypto";
import { bundleFromJSON, isBundleWithDsseEnvelope } from "@sigstore/bundle";
import { TrustedRoot } from "@sigstore/protobuf-specs";
import { type TrustMaterial, toSignedEntity, toTrustMaterial, Verifier } from "@sigstore/verify";

/** The certificates and keys of one instance of Sigstore. */
export type Instance = TrustMaterial;

/** A signed statement, as its envelope says: nothing of it is verified. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  /** DER of the signer's certificate; absent if the envelope names a key instead. */
  readonly certificate?: Uint8Array;
}

/** How much evidence a signature needs besides its certificate. */
export interface Thresholds {
  /** Entries in a transparency log. */
  readonly logEntries: number;
  /** Times that a log or a timestamp authority has signed. */
  readonly times: number;
}

/** The certificate of a verified signature. */
export interface VerifiedCertificate {
  /** The subject alternative name: an address or an e-mail. */
  readonly identity: string;
  /** Values of the extensions by their number, undecoded, in the order of the certificate. */
  readonly extensions: readonly (readonly [oid: string, value: Uint8Array])[];
}

/**
 * Reads the form of a Sigstore bundle.
 * @throws Error, of the library, for another form
 */
export function readEnvelope(bundle: unknown): Envelope {
  const parsed = bundleFromJSON(bundle);
  if (!isBundleWithDsseEnvelope(parsed)) throw new Error("it signs a file, expected a statement in a DSSE envelope");
  const { payloadType, payload, signatures } = parsed.content.dsseEnvelope;
  if (signatures.length !== 1) throw new Error(`its envelope has ${signatures.length} signatures, expected one`);
  const material = parsed.verificationMaterial.content;
  const certificate =
    material.$case === "certificate"
      ? material.certificate.rawBytes
      : material.$case === "x509CertificateChain"
        ? material.x509CertificateChain.certificates[0]?.rawBytes
        : undefined;
  return { payloadType, payload, ...(certificate !== undefined && { certificate }) };
}

/** Reads a trusted root. @throws Error, of the library, for certificates and keys that it cannot read */
export function readInstance(root: unknown): Instance {
  return toTrustMaterial(TrustedRoot.fromJSON(root));
}

/**
 * Verifies a Sigstore bundle against one instance: the chain and the times of its certificate, log entries, timestamps and the
 * signature over the envelope. Does not judge who signed, nor what. Opens no file and no socket.
 * @throws Error, of the library
 */
export function verifyEnvelope(
  bundle: unknown,
  instance: Instance,
  { logEntries, times }: Thresholds,
): VerifiedCertificate {
  const verifier = new Verifier(instance, {
    tlogThreshold: logEntries,
    timestampThreshold: times,
    // A root without logs of certificates belongs to an instance that has none.
    ctlogThreshold: Math.min(instance.ctlogs.length, 1),
  });
  const { identity } = verifier.verify(toSignedEntity(bundleFromJSON(bundle)));
  if (identity?.subjectAlternativeName === undefined) throw new Error("its certificate names no signer");
  const extensions = (identity.oids ?? []).map(
    ({ oid, value }) => [(oid?.id ?? []).join("."), new Uint8Array(value)] as const,
  );
  return { identity: identity.subjectAlternativeName, extensions };
}

/** Issuer and names of a certificate, unverified. @throws Error for what is not a certificate */
export function readCertificate(der: Uint8Array): { readonly issuer: string; readonly names: string } {
  const { issuer, subjectAltName } = new X509Certificate(der);
  return { issuer, names: subjectAltName ?? "" };
}

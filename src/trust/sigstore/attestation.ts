import { BundleError } from "../../errors.ts";
import { MAX_ATTESTATION } from "../../limits.ts";
import { excerpt } from "../../printable.ts";
import { parseSignedJson } from "./signed-json.ts";
import { type Envelope, readCertificate, readEnvelope } from "./sigstore-library.ts";
import { IN_TOTO, parseStatement, type Statement } from "./statement.ts";

/** A Sigstore bundle with a statement, as it says of itself: nothing of it is verified. */
export interface Attestation {
  /** For messages. */
  readonly name: string;
  /** The parsed JSON. */
  readonly document: unknown;
  readonly statement: Statement;
  readonly certificate: Uint8Array;
  /** Who has issued the certificate, by the certificate itself. */
  readonly issuer: string;
  /** Whom the certificate names, as Node writes it: `URI:https://…`. */
  readonly signedBy: string;
}

/**
 * Reads a Sigstore bundle: one statement of in-toto with one signature and a certificate.
 * @throws BundleError `SIGNATURE_INVALID`, `SIGNATURE_UNSUPPORTED`, `LIMIT_EXCEEDED`
 */
export function parseAttestation(bytes: Uint8Array, name: string): Attestation {
  if (bytes.byteLength > MAX_ATTESTATION) {
    const found = `it has ${bytes.byteLength} bytes, expected at most ${MAX_ATTESTATION}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${name}: ${found}`, {
      hint: "Use the file as the signing tool wrote it.",
    });
  }
  const document = parseSignedJson(bytes, { name, code: "SIGNATURE_INVALID" });
  const { payload, payloadType, certificate } = open(document, name);
  if (payloadType !== IN_TOTO) throw unsupported(name, `it signs ${excerpt(payloadType)}, expected ${IN_TOTO}`);
  if (certificate === undefined) throw unsupported(name, "it has no certificate, which names the signer");
  return { name, document, statement: parseStatement(payload, name), certificate, ...describe(certificate, name) };
}

function open(document: unknown, name: string): Envelope {
  try {
    return readEnvelope(document);
  } catch (cause) {
    throw new BundleError("SIGNATURE_INVALID", `Cannot read ${name}: it is not a Sigstore bundle`, { cause });
  }
}

function describe(certificate: Uint8Array, name: string): Pick<Attestation, "issuer" | "signedBy"> {
  try {
    const { issuer, names } = readCertificate(certificate);
    return { issuer, signedBy: names };
  } catch (cause) {
    throw new BundleError("SIGNATURE_INVALID", `Cannot read the certificate in ${name}: it is damaged`, { cause });
  }
}

function unsupported(name: string, found: string): BundleError {
  return new BundleError("SIGNATURE_UNSUPPORTED", `Cannot check ${name}: ${found}`, {
    hint: "Use an attestation that `actions/attest` or `cosign attest` wrote.",
  });
}

import {
  IN_TOTO,
  parseStatement
} from "./chunk-L5RVVDHQ.mjs";
import {
  parseSignedJson
} from "./chunk-WFGV2CNK.mjs";
import {
  readCertificate,
  readEnvelope
} from "./chunk-JGELXHEK.mjs";
import "./chunk-KGLQSEDA.mjs";
import {
  MAX_ATTESTATION
} from "./chunk-M77KPOTZ.mjs";
import "./chunk-JKTDTWAH.mjs";
import {
  excerpt
} from "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/trust/sigstore/attestation.ts
function parseAttestation(bytes, name) {
  if (bytes.byteLength > MAX_ATTESTATION) {
    const found = `it has ${bytes.byteLength} bytes, expected at most ${MAX_ATTESTATION}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${name}: ${found}`, {
      hint: "Use the file as the signing tool wrote it."
    });
  }
  const document = parseSignedJson(bytes, { name, code: "SIGNATURE_INVALID" });
  const { payload, payloadType, certificate } = open(document, name);
  if (payloadType !== IN_TOTO) throw unsupported(name, `it signs ${excerpt(payloadType)}, expected ${IN_TOTO}`);
  if (certificate === void 0) throw unsupported(name, "it has no certificate, which names the signer");
  return { name, document, statement: parseStatement(payload, name), certificate, ...describe(certificate, name) };
}
function open(document, name) {
  try {
    return readEnvelope(document);
  } catch (cause) {
    throw new BundleError("SIGNATURE_INVALID", `Cannot read ${name}: it is not a Sigstore bundle`, { cause });
  }
}
function describe(certificate, name) {
  try {
    const { issuer, names } = readCertificate(certificate);
    return { issuer, signedBy: names };
  } catch (cause) {
    throw new BundleError("SIGNATURE_INVALID", `Cannot read the certificate in ${name}: it is damaged`, { cause });
  }
}
function unsupported(name, found) {
  return new BundleError("SIGNATURE_UNSUPPORTED", `Cannot check ${name}: ${found}`, {
    hint: "Use an attestation that `actions/attest` or `cosign attest` wrote."
  });
}
export {
  parseAttestation
};

import {
  verifyBySomeone
} from "./chunk-RBOL4GDT.mjs";
import {
  parseMinisign
} from "./chunk-NOTRCLCJ.mjs";
import {
  SIGNATURE_TYPES
} from "./chunk-ZDYH4SRR.mjs";
import {
  encodeManifest_151
} from "./chunk-LS4QIVEJ.mjs";
import {
  EMPTY_JSON_136,
  IMAGE_MANIFEST_136
} from "./chunk-PN52QW44.mjs";
import {
  digestOf_82,
  hexOf_82
} from "./chunk-GX6YAEWI.mjs";
import {
  array,
  object,
  parseJson,
  pipe,
  record,
  safeParse,
  string,
  transform
} from "./chunk-JKTDTWAH.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/commands/trust/check-subject.ts
var attestationSchema = object({
  dsseEnvelope: object({
    payload: pipe(
      string(),
      transform((text) => Buffer.from(text, "base64").toString()),
      parseJson(),
      object({ subject: array(object({ digest: record(string(), string()) })) })
    )
  })
});
function checkSubject({ kind, bytes, name }, document) {
  switch (kind) {
    case "ssh":
      verifyBySomeone(bytes, document.bytes);
      return;
    case "minisign":
      parseMinisign(bytes);
      return;
    case "sigstore":
      checkAttestation(bytes, name, document.digest);
  }
}
function checkAttestation(bytes, name, digest) {
  const parsed = safeParse(pipe(string(), parseJson(), attestationSchema), Buffer.from(bytes).toString());
  if (!parsed.success) throw new BundleError("SIGNATURE_INVALID", `Cannot read ${name}: it is not an attestation`);
  const subjects = parsed.output.dsseEnvelope.payload.subject.map(({ digest: { sha256 = "" } }) => sha256);
  if (subjects.includes(hexOf_82(digest))) return;
  const found = `it is about sha256:${subjects.join(", sha256:")}, expected the bundle digest ${digest}`;
  throw new BundleError("SIGNATURE_INVALID", `Cannot attach ${name}: ${found}`, {
    hint: "An attestation of the file's own digest stays beside the file: attaching changes that digest. Attest the bundle digest (`subject-digest`)."
  });
}

// src/oci/referrer.ts
var TITLE = "org.opencontainers.image.title";
var EMPTY = new TextEncoder().encode("{}");
function encodeReferrer({ mediaType, digest, size }, document) {
  const manifest = encodeManifest_151({
    artifactType: document.mediaType,
    config: describe(EMPTY_JSON_136, EMPTY),
    layers: [{ ...describe(document.mediaType, document.bytes), annotations: { [TITLE]: document.title } }],
    subject: { mediaType, digest, size }
  });
  return {
    descriptor: { ...describe(IMAGE_MANIFEST_136, manifest), artifactType: document.mediaType },
    documents: [
      { ...describe(EMPTY_JSON_136, EMPTY), bytes: EMPTY },
      { ...describe(document.mediaType, document.bytes), bytes: document.bytes },
      { ...describe(IMAGE_MANIFEST_136, manifest), bytes: manifest }
    ]
  };
}
function describe(mediaType, bytes) {
  return { mediaType, digest: digestOf_82(bytes), size: bytes.byteLength };
}

// src/commands/trust/encode-signature.ts
var TITLES = {
  ssh: "bundle.sig",
  minisign: "bundle.minisig",
  sigstore: "bundle.sigstore.json"
};
function encodeSignature({ kind, bytes }, bundle) {
  return encodeReferrer(bundle, { mediaType: SIGNATURE_TYPES[kind], bytes, title: TITLES[kind] });
}

export {
  checkSubject,
  encodeSignature
};

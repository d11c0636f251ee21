import {
  verifyBySomeone
} from "./chunk-MEPHQKSD.mjs";
import {
  parseMinisign
} from "./chunk-XUSFFV2K.mjs";
import {
  SIGNATURE_TYPES
} from "./chunk-NWHD5BSS.mjs";
import {
  encodeManifest_148
} from "./chunk-3UEUDSEO.mjs";
import {
  EMPTY_JSON_134,
  IMAGE_MANIFEST_134
} from "./chunk-OO2FR422.mjs";
import {
  digestOf_81,
  hexOf_81
} from "./chunk-L3CNCDPX.mjs";
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
} from "./chunk-C7V3FR64.mjs";

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
  if (subjects.includes(hexOf_81(digest))) return;
  const found = `it is about sha256:${subjects.join(", sha256:")}, expected the bundle digest ${digest}`;
  throw new BundleError("SIGNATURE_INVALID", `Cannot attach ${name}: ${found}`, {
    hint: "An attestation of the file's own digest stays beside the file: attaching changes that digest. Attest the bundle digest (`subject-digest`)."
  });
}

// src/oci/referrer.ts
var TITLE = "org.opencontainers.image.title";
var EMPTY = new TextEncoder().encode("{}");
function encodeReferrer({ mediaType, digest, size }, document) {
  const manifest = encodeManifest_148({
    artifactType: document.mediaType,
    config: describe(EMPTY_JSON_134, EMPTY),
    layers: [{ ...describe(document.mediaType, document.bytes), annotations: { [TITLE]: document.title } }],
    subject: { mediaType, digest, size }
  });
  return {
    descriptor: { ...describe(IMAGE_MANIFEST_134, manifest), artifactType: document.mediaType },
    documents: [
      { ...describe(EMPTY_JSON_134, EMPTY), bytes: EMPTY },
      { ...describe(document.mediaType, document.bytes), bytes: document.bytes },
      { ...describe(IMAGE_MANIFEST_134, manifest), bytes: manifest }
    ]
  };
}
function describe(mediaType, bytes) {
  return { mediaType, digest: digestOf_81(bytes), size: bytes.byteLength };
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

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readLinks
} from "./chunk-RPFQEEOQ.mjs";
import {
  isManifestType
} from "./chunk-5UEIVGCP.mjs";
import {
  SIGNATURE_TYPES,
  splitSignatures
} from "./chunk-JYXZUD6M.mjs";
import {
  readWhole
} from "./chunk-EUICU2GX.mjs";
import {
  REF_NAME,
  STORE_NAME
} from "./chunk-L7XR4U4C.mjs";
import {
  MAX_ATTESTATION,
  MAX_SIGNATURES
} from "./chunk-Z2KHX2NZ.mjs";
import {
  isDigestOf
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/trust/attached-signatures.ts
var TYPES = Object.values(SIGNATURE_TYPES);
function isSignature({ mediaType }) {
  return TYPES.includes(mediaType);
}
async function readAttachedSignatures(content, bundle) {
  const nameless = (await content.roots()).filter(
    ({ annotations, digest }) => annotations?.[REF_NAME] === void 0 && annotations?.[STORE_NAME] === void 0 && digest !== bundle
  );
  const found = [];
  for (const root of new Map(nameless.map((each) => [each.digest, each])).values()) {
    if (found.length >= MAX_SIGNATURES) break;
    const isManifest = isManifestType(root.mediaType);
    const blobs = isManifest ? await layersFor(content, root, bundle) : [root];
    for (const blob of blobs.filter(isSignature))
      found.push(...await readSignature(content, blob, `${root.digest} in ${content.name}`));
  }
  return found.slice(0, MAX_SIGNATURES);
}
async function layersFor(content, manifest, bundle) {
  const links = await readLinks(content, manifest).catch(nothingFor(UNUSABLE));
  return links?.subject?.digest === bundle ? links.to : [];
}
var UNUSABLE = ["BUNDLE_INVALID", "DIGEST_MISMATCH", "LIMIT_EXCEEDED", "SIGNATURE_INVALID"];
async function readSignature(content, blob, name) {
  const read = async () => {
    const bytes = await content.open(blob);
    const whole = bytes && await readWhole(bytes, name, MAX_ATTESTATION);
    return whole !== void 0 && isDigestOf(blob.digest, whole) ? splitSignatures(whole, name) : [];
  };
  return await read().catch(nothingFor(UNUSABLE)) ?? [];
}
function nothingFor(codes) {
  return (error) => {
    if (error instanceof BundleError && codes.includes(error.code)) return void 0;
    throw error;
  };
}

export {
  isSignature,
  readAttachedSignatures,
  readSignature
};

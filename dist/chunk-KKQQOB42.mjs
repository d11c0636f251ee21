import {
  readLinks
} from "./chunk-B67AUA6M.mjs";
import {
  readWhole_166
} from "./chunk-AQX5AGIW.mjs";
import {
  SIGNATURE_TYPES,
  splitSignatures
} from "./chunk-NWHD5BSS.mjs";
import {
  isManifestType_78
} from "./chunk-NGU3A6MU.mjs";
import {
  REF_NAME_134,
  STORE_NAME_134
} from "./chunk-OO2FR422.mjs";
import {
  isDigestOf_81
} from "./chunk-L3CNCDPX.mjs";
import {
  MAX_ATTACHED,
  MAX_ATTESTATION,
  MAX_SIGNATURES
} from "./chunk-P25APHHE.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// src/commands/trust/attached-signatures.ts
var TYPES = Object.values(SIGNATURE_TYPES);
function isSignature({ mediaType }) {
  return TYPES.includes(mediaType);
}
async function readAttachedSignatures(content, bundle) {
  const nameless = (await content.roots()).filter(
    ({ annotations, digest }) => annotations?.[REF_NAME_134] === void 0 && annotations?.[STORE_NAME_134] === void 0 && digest !== bundle
  );
  const blobs = [];
  for (const root of new Map(nameless.map((each) => [each.digest, each])).values()) {
    const isManifest = isManifestType_78(root.mediaType);
    const own = isManifest ? await layersFor(content, root, bundle) : [root];
    for (const blob of own.filter(isSignature)) blobs.push({ blob, name: `${root.digest} in ${content.name}` });
  }
  return await readSignatures(content, blobs);
}
async function readSignatures(content, blobs) {
  const chosen = /* @__PURE__ */ new Set();
  let size = 0;
  for (const each of blobs.toSorted((a, b) => a.blob.size - b.blob.size)) {
    size += each.blob.size;
    if (chosen.size === MAX_SIGNATURES || size > MAX_ATTACHED) break;
    chosen.add(each);
  }
  const found = [];
  for (const { blob, name } of blobs.filter((each) => chosen.has(each)))
    if (found.length < MAX_SIGNATURES) found.push(...await readSignature(content, blob, name));
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
    if (bytes?.size !== blob.size) return [];
    const whole = await readWhole_166(bytes, name, MAX_ATTESTATION);
    return isDigestOf_81(blob.digest, whole) ? splitSignatures(whole, name) : [];
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
  readSignatures
};

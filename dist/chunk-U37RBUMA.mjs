import {
  readLinks
} from "./chunk-MAZFSUYI.mjs";
import {
  readWhole_173
} from "./chunk-H7ACLFO5.mjs";
import {
  SIGNATURE_TYPES,
  splitSignatures
} from "./chunk-ZDYH4SRR.mjs";
import {
  isManifestType_79
} from "./chunk-SJ3DJ5W3.mjs";
import {
  REF_NAME_136,
  STORE_NAME_136
} from "./chunk-PN52QW44.mjs";
import {
  isDigestOf_82
} from "./chunk-GX6YAEWI.mjs";
import {
  MAX_ATTACHED,
  MAX_ATTESTATION,
  MAX_SIGNATURES
} from "./chunk-M77KPOTZ.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/commands/trust/attached-signatures.ts
var TYPES = Object.values(SIGNATURE_TYPES);
function isSignature({ mediaType }) {
  return TYPES.includes(mediaType);
}
async function readAttachedSignatures(content, bundle) {
  const nameless = (await content.roots()).filter(
    ({ annotations, digest }) => annotations?.[REF_NAME_136] === void 0 && annotations?.[STORE_NAME_136] === void 0 && digest !== bundle
  );
  const blobs = [];
  for (const root of new Map(nameless.map((each) => [each.digest, each])).values()) {
    const isManifest = isManifestType_79(root.mediaType);
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
    const whole = await readWhole_173(bytes, name, MAX_ATTESTATION);
    return isDigestOf_82(blob.digest, whole) ? splitSignatures(whole, name) : [];
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

import {
  readWhole_166
} from "./chunk-AQX5AGIW.mjs";
import {
  isManifestType_78,
  parseLinks_78
} from "./chunk-NGU3A6MU.mjs";
import {
  digestOf_81,
  isDigestOf_81
} from "./chunk-L3CNCDPX.mjs";
import {
  MAX_MANIFEST
} from "./chunk-P25APHHE.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// src/layout/walk-manifests.ts
async function* walkManifests(content, root, isKnown) {
  const waiting = [root];
  for (let descriptor = waiting.pop(); descriptor !== void 0; descriptor = waiting.pop()) {
    if (isKnown(descriptor)) continue;
    if (!isManifestType_78(descriptor.mediaType)) yield { descriptor };
    else {
      const links = await readLinks(content, descriptor);
      if (links === void 0) continue;
      yield { descriptor, links };
      waiting.push(...links.to.toReversed());
    }
  }
}
async function readLinks(content, descriptor) {
  const bytes = await content.open(descriptor);
  if (bytes === void 0) return void 0;
  const document = await readWhole_166(bytes, "manifest", MAX_MANIFEST);
  if (isDigestOf_81(descriptor.digest, document)) return parseLinks_78(document);
  const found = `got ${digestOf_81(document)}, expected ${descriptor.digest}`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot verify a manifest in ${content.name}: ${found}`);
}

export {
  walkManifests,
  readLinks
};

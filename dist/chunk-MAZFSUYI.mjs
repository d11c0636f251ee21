import {
  readWhole_173
} from "./chunk-H7ACLFO5.mjs";
import {
  isManifestType_79,
  parseLinks_79
} from "./chunk-SJ3DJ5W3.mjs";
import {
  digestOf_82,
  isDigestOf_82
} from "./chunk-GX6YAEWI.mjs";
import {
  MAX_MANIFEST
} from "./chunk-M77KPOTZ.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/layout/walk-manifests.ts
async function* walkManifests(content, root, isKnown) {
  const waiting = [root];
  for (let descriptor = waiting.pop(); descriptor !== void 0; descriptor = waiting.pop()) {
    if (isKnown(descriptor)) continue;
    if (!isManifestType_79(descriptor.mediaType)) yield { descriptor };
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
  const document = await readWhole_173(bytes, "manifest", MAX_MANIFEST);
  if (isDigestOf_82(descriptor.digest, document)) return parseLinks_79(document);
  const found = `got ${digestOf_82(document)}, expected ${descriptor.digest}`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot verify a manifest in ${content.name}: ${found}`);
}

export {
  walkManifests,
  readLinks
};

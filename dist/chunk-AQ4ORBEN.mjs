import {
  readWhole_164
} from "./chunk-SUNYJIIR.mjs";
import {
  isManifestType_82,
  parseLinks_82
} from "./chunk-X5HQV64S.mjs";
import {
  digestOf_85,
  isDigestOf_85
} from "./chunk-E2XNVGEC.mjs";
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
    if (!isManifestType_82(descriptor.mediaType)) yield { descriptor };
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
  const document = await readWhole_164(bytes, "manifest", MAX_MANIFEST);
  if (isDigestOf_85(descriptor.digest, document)) return parseLinks_82(document);
  const found = `got ${digestOf_85(document)}, expected ${descriptor.digest}`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot verify a manifest in ${content.name}: ${found}`);
}

export {
  walkManifests,
  readLinks
};

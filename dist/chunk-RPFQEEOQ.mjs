import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isManifestType,
  parseLinks
} from "./chunk-5UEIVGCP.mjs";
import {
  readWhole
} from "./chunk-EUICU2GX.mjs";
import {
  MAX_MANIFEST
} from "./chunk-Z2KHX2NZ.mjs";
import {
  digestOf,
  isDigestOf
} from "./chunk-4LCJ56VL.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/layout/walk-manifests.ts
async function* walkManifests(content, root, isKnown) {
  const waiting = [root];
  for (let descriptor = waiting.pop(); descriptor !== void 0; descriptor = waiting.pop()) {
    if (isKnown(descriptor)) continue;
    if (!isManifestType(descriptor.mediaType)) yield { descriptor };
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
  const document = await readWhole(bytes, "manifest", MAX_MANIFEST);
  if (isDigestOf(descriptor.digest, document)) return parseLinks(document);
  const found = `got ${digestOf(document)}, expected ${descriptor.digest}`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot verify a manifest in ${content.name}: ${found}`);
}

export {
  walkManifests,
  readLinks
};

import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// from-joined:src/bundle/bundle-documents.ts
import { buildHead_149, describeIndex_149, describeManifest_149, documentOf_149, headDocuments_149 } from "./core.mjs";

// src/layout/copy-blobs.ts
var CHUNK = 1024 * 1024;
async function copyBlobs(blobs, writer) {
  if (writer.copyBlobs !== void 0) {
    await writer.copyBlobs(blobs);
    return;
  }
  for (const [expected, bytes] of blobs) {
    const blob = await writer.blob();
    await copyPieces(bytes, (piece) => blob.write(piece));
    const { digest } = await blob.commit();
    if (digest === expected) continue;
    throw new BundleError("DIGEST_MISMATCH", `Cannot copy ${bytes.name}: got blob ${digest}, expected ${expected}`);
  }
}
async function copyPieces(bytes, write) {
  for (let done = 0; done < bytes.size; done += CHUNK)
    await write(await bytes.read(done, Math.min(CHUNK, bytes.size - done)));
}

export {
  copyBlobs,
  copyPieces,
  buildHead_149,
  describeIndex_149,
  describeManifest_149,
  documentOf_149,
  headDocuments_149
};

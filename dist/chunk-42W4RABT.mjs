import {
  BundleError
} from "./chunk-4MKAO6W3.mjs";

// from-joined:src/bundle/head.ts
import { buildHead_151, describeIndex_151, describeManifest_151, documentOf_151, headDocuments_151 } from "./core.mjs";

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
  buildHead_151,
  describeIndex_151,
  describeManifest_151,
  documentOf_151,
  headDocuments_151
};

import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// from-joined:src/bundle/bundle-documents.ts
import { buildHead_152, describeIndex_152, describeManifest_152, documentOf_152, headDocuments_152 } from "./core.mjs";

// src/layout/copy-blobs.ts
var CHUNK = 1024 * 1024;
async function copyBlobs(blobs, writer, signal) {
  if (writer.copyBlobs !== void 0) {
    await writer.copyBlobs(blobs);
    return;
  }
  for (const [expected, bytes] of blobs) {
    const blob = await writer.blob();
    await copyPieces(bytes, (piece) => blob.write(piece), signal);
    const { digest } = await blob.commit();
    if (digest === expected) continue;
    throw new BundleError("DIGEST_MISMATCH", `Cannot copy ${bytes.name}: got blob ${digest}, expected ${expected}`);
  }
}
async function copyPieces(bytes, write, signal) {
  for (let done = 0; done < bytes.size; done += CHUNK) {
    signal?.throwIfAborted();
    await write(await bytes.read(done, Math.min(CHUNK, bytes.size - done)));
  }
}

export {
  copyBlobs,
  copyPieces,
  buildHead_152,
  describeIndex_152,
  describeManifest_152,
  documentOf_152,
  headDocuments_152
};

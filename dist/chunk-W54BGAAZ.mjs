import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openTarWriter
} from "./chunk-CQMURBZU.mjs";
import {
  describeManifest,
  headDocuments,
  readConfig,
  readManifest,
  roomOf
} from "./chunk-QQXCOPHM.mjs";
import {
  NOTHING_AHEAD
} from "./chunk-YUE3TQ5N.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/bundle/copy-bundle.ts
var CHUNK = 1024 * 1024;
async function copyBundle(bundle, writer, spool) {
  const { name } = bundle.content;
  if (bundle.descriptor.digest !== bundle.digest)
    throw new BundleError("BUNDLE_INVALID", `Cannot copy ${name}: it has several platforms, expected one`);
  await copyBlobs(bundle, writer, spool);
  await bundle.content.finish();
  const manifest = await readManifest(bundle.content, bundle.descriptor);
  const config = await readConfig(bundle.content, bundle.manifest.config);
  const root = describeManifest(bundle.name, manifest, bundle.config);
  return writer.finish(headDocuments({ root, manifest, config }), root);
}
async function copyBlobs(bundle, writer, spool) {
  var _stack = [];
  try {
    const blobs = Array.from(bundle.blobs.keys(), (digest) => ({ digest }));
    const _ = __using(_stack, spool === void 0 ? NOTHING_AHEAD : bundle.content.prefetch(blobs, spool), true);
    if (writer.copyBlobs !== void 0) await writer.copyBlobs(bundle.blobs);
    else await copyInTurn(bundle, writer);
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function copyInTurn({ content: { name }, blobs }, writer) {
  for (const [expected, bytes] of blobs) {
    const blob = await writer.blob();
    for (let done = 0; done < bytes.size; done += CHUNK)
      await blob.write(await bytes.read(done, Math.min(CHUNK, bytes.size - done)));
    const { digest } = await blob.commit();
    if (digest === expected) continue;
    throw new BundleError("DIGEST_MISMATCH", `Cannot copy ${name}: got blob ${digest}, expected ${expected}`);
  }
}
async function copyToTar(bundle, target, spool) {
  var _stack = [];
  try {
    const writer = __using(_stack, await openTarWriter(target, roomOf(bundle)), true);
    return await copyBundle(bundle, writer, spool);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

export {
  copyBundle,
  copyToTar
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openEngine
} from "./chunk-DKPABEYX.mjs";
import "./chunk-345WKTXN.mjs";
import {
  readBundle
} from "./chunk-TKGT4S4S.mjs";
import {
  layerPrefix
} from "./chunk-5AR65B3L.mjs";
import "./chunk-5QEYRBQW.mjs";
import {
  openBundle,
  openInput
} from "./chunk-MLRBC4VP.mjs";
import {
  digester,
  parseDigest
} from "./chunk-L6TS7QNI.mjs";
import "./chunk-7FVUVQ3R.mjs";
import {
  BundleError
} from "./chunk-T2NCVDNQ.mjs";
import {
  __callDispose,
  __using
} from "./chunk-ISU6CRJH.mjs";

// src/commands/verify-bundle.ts
import { availableParallelism } from "node:os";

// src/bundle/verify.ts
var CHUNK = 1024 * 1024;
async function verifyBlobs(bundle, onProgress) {
  const inOrder = [...bundle.blobs].toSorted(([, a], [, b]) => a.offset - b.offset);
  for (const [expected, { offset, size }] of inOrder) {
    const hash = digester();
    for (let done = 0; done < size; ) {
      const bytes = await bundle.source.read(offset + done, Math.min(CHUNK, size - done));
      hash.update(bytes);
      done += bytes.byteLength;
      onProgress?.(bytes.byteLength);
    }
    const found = hash.digest();
    if (found !== expected)
      throw new BundleError("DIGEST_MISMATCH", `Cannot verify blob: got ${found}, expected ${expected}`);
  }
  await bundle.finish();
}

// src/commands/verify-bundle.ts
async function verifyBundle(request, around, listener) {
  var _stack = [];
  try {
    const bytes = __using(_stack, await openInput(request.source, around), true);
    const bundle = await openBundle(bytes, {
      ...request.digest !== void 0 && { pinned: parseDigest(request.digest) }
    });
    await readBundle(bundle);
    await verifyBlobs(bundle);
    const { layers, store } = bundle.config;
    const tables = [store, ...layers];
    const sum = (of) => tables.reduce((total, table) => total + of(table), 0);
    const contentSize = sum((table) => table.contentSize);
    const engine = __using(_stack, openEngine({ workers: request.workers ?? availableParallelism() }), true);
    const blobs = [bundle.store, ...layers.map((layer) => bundle.layer(layer, layerPrefix(layer)))];
    await engine.unpack(bytes, blobs, (done) => {
      around.signal.throwIfAborted();
      listener.progress("verify", done, contentSize);
    });
    return {
      bundle: { name: bundle.name, digest: bundle.digest },
      size: await bytes.size(),
      blobs: bundle.blobs.size,
      frames: sum(({ frames }) => frames.length),
      entries: sum(({ entryCount }) => entryCount),
      contentSize
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
export {
  verifyBundle
};

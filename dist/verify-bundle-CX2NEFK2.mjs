import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readBundle
} from "./chunk-UGILH3ZV.mjs";
import {
  openInput
} from "./chunk-ZAE6FAWZ.mjs";
import {
  openBundle
} from "./chunk-YSAAMCLT.mjs";
import {
  openEngine
} from "./chunk-5CDTNWZB.mjs";
import {
  layerPrefix
} from "./chunk-SG7EDLOK.mjs";
import "./chunk-OJRKHDAX.mjs";
import "./chunk-TSMA2OKH.mjs";
import "./chunk-X36LLNG5.mjs";
import "./chunk-Y3YW6CBU.mjs";
import "./chunk-EGRBEDZZ.mjs";
import "./chunk-HVVCX6XK.mjs";
import "./chunk-77CAQOXK.mjs";
import {
  digester,
  parseDigest
} from "./chunk-74I3W642.mjs";
import "./chunk-UXUGPLQI.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/verify-bundle.ts
import { availableParallelism } from "node:os";

// src/bundle/verify.ts
var CHUNK = 1024 * 1024;
async function verifyFiles(source) {
  let start = 0;
  for (const { path, end, digest } of source.files) {
    if (digest !== void 0) {
      const found = await digestRange(source, start, end);
      if (found !== digest) {
        throw new BundleError("DIGEST_MISMATCH", `Cannot verify ${path}: got ${found}, expected ${digest}`);
      }
    }
    start = end;
  }
}
async function verifyBlobs(bundle, onProgress) {
  const inOrder = [...bundle.blobs].toSorted(([, a], [, b]) => a.offset - b.offset);
  for (const [expected, { offset, size }] of inOrder) {
    const found = await digestRange(bundle.source, offset, offset + size, onProgress);
    if (found !== expected)
      throw new BundleError("DIGEST_MISMATCH", `Cannot verify blob: got ${found}, expected ${expected}`);
  }
  await bundle.finish();
}
async function digestRange(source, start, end, onProgress) {
  const hash = digester();
  for (let at = start; at < end; ) {
    const bytes = await source.read(at, Math.min(CHUNK, end - at));
    hash.update(bytes);
    at += bytes.byteLength;
    onProgress?.(bytes.byteLength);
  }
  return hash.digest();
}

// src/commands/verify-bundle.ts
async function verifyBundle(request, around, listener) {
  var _stack = [];
  try {
    const bytes = __using(_stack, await openInput(request.source, around), true);
    await verifyFiles(bytes);
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

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openPartial
} from "./chunk-2GWD2H7A.mjs";
import {
  describeManifest,
  encodeHead,
  headDocuments,
  memberHeader,
  readConfig,
  readManifest,
  roomOf
} from "./chunk-MUQWZVDZ.mjs";
import {
  NOTHING_AHEAD,
  blobPath
} from "./chunk-SYUAAR4E.mjs";
import {
  BLOCK_SIZE,
  END_SIZE,
  padding
} from "./chunk-UHERIXZC.mjs";
import {
  digester
} from "./chunk-QFKBXYM3.mjs";
import {
  fromSystemError
} from "./chunk-P5FJQ4AR.mjs";
import {
  BundleError
} from "./chunk-YKPDBCHQ.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/layout/tar-writer.ts
import { open, realpath, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
async function openTarWriter(target, room) {
  try {
    var _stack = [];
    try {
      const place = await placeOf(target);
      const stack = __using(_stack, new AsyncDisposableStack(), true);
      const part = join(stack.use(await openPartial(dirname(place))).path, "bundle.tar");
      const file = stack.use(await open(part, "wx", 420));
      const { blob, finish } = tarWriterInto(file, room);
      const opened = stack.move();
      return {
        blob,
        async finish(documents, root) {
          const size = await finish(documents, root);
          await file.close();
          await rename(part, place);
          return size;
        },
        [Symbol.asyncDispose]: () => opened.disposeAsync()
      };
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write bundle ${target}`);
  }
}
function tarWriterInto(file, room) {
  let end = room;
  return {
    blob: async () => openBlob(file, end, (next) => void (end = next)),
    async finish(documents, root) {
      await writeAt(file, new Uint8Array(END_SIZE), end);
      await writeAt(file, encodeHead({ root, documents }, room), 0);
      return end + END_SIZE;
    },
    async [Symbol.asyncDispose]() {
    }
  };
}
function openBlob(file, header, ended) {
  const start = header + BLOCK_SIZE;
  const hash = digester();
  let size = 0;
  return {
    async write(bytes) {
      const writing = writeAt(file, bytes, start + size);
      hash.update(bytes);
      await writing;
      size += bytes.byteLength;
    },
    async commit() {
      const digest = hash.digest();
      await writeAt(file, memberHeader(blobPath(digest), size), header);
      ended(start + size + padding(size));
      return { digest, size };
    }
  };
}
async function placeOf(target) {
  const there = await stat(target).catch(absent);
  if (!there) return target;
  if (there.isFile()) return realpath(target);
  const found = there.isDirectory() ? "it is a directory" : "it is not a regular file";
  throw new BundleError("OPTION_INVALID", `Cannot write bundle ${target}: ${found}, expected a file`, {
    hint: there.isDirectory() ? `Name a file in it, for example ${join(target, "bundle.tar")}.` : "Name a file."
  });
}
function absent(error) {
  if (error.code !== "ENOENT") throw error;
}
async function writeAt(file, bytes, position) {
  for (let done = 0; done < bytes.byteLength; ) {
    done += (await file.write(bytes, done, bytes.byteLength - done, position + done)).bytesWritten;
  }
}

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
  openTarWriter,
  tarWriterInto,
  copyBundle,
  copyToTar
};

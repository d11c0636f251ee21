import {
  openTarLayout_141,
  scanMembers_175
} from "./chunk-RGAOG4G6.mjs";
import {
  orderDescriptor_134
} from "./chunk-DZFMGHUF.mjs";
import {
  memberHeader
} from "./chunk-CZL5UGE2.mjs";
import {
  openPartial
} from "./chunk-JX2GJJIF.mjs";
import {
  INDEX_FILE_171,
  blobPath_171
} from "./chunk-OGS7A7K6.mjs";
import {
  BLOCK_SIZE,
  END_SIZE,
  padding
} from "./chunk-2BLSIOJA.mjs";
import {
  openFile
} from "./chunk-CYMBCZ23.mjs";
import {
  writeAt
} from "./chunk-L4HVVUOR.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/layout/extend-tar.ts
import { renameSync, statSync } from "node:fs";
import { open, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
var CHUNK = 1024 * 1024;
var SPACE = 32;
async function extendTar(path, extension) {
  try {
    var _stack2 = [];
    try {
      const place = await realpath(path);
      const before = await stat(place);
      const staging = __using(_stack2, await openPartial(dirname(place)), true);
      const part = join(staging.path, "bundle.tar");
      {
        var _stack = [];
        try {
          const source = __using(_stack, await openFile(place), true);
          const file = __using(_stack, await open(part, "wx", before.mode), true);
          await writeExtended(file, source, extension);
          await file.datasync();
        } catch (_) {
          var _error = _, _hasError = true;
        } finally {
          var _promise = __callDispose(_stack, _error, _hasError);
          _promise && await _promise;
        }
      }
      await checkExtended(part, extension.referrers);
      checkUnchanged(path, before, statSync(place));
      renameSync(part, place);
    } catch (_2) {
      var _error2 = _2, _hasError2 = true;
    } finally {
      var _promise2 = __callDispose(_stack2, _error2, _hasError2);
      _promise2 && await _promise2;
    }
  } catch (error) {
    throw fromSystemError(error, `write bundle ${path}`);
  }
}
function checkUnchanged(path, before, now) {
  if (before.ino === now.ino && before.size === now.size && before.mtimeMs === now.mtimeMs) return;
  throw new BundleError("FILE_CHANGED", `Cannot attach to ${path}: another process changed it meanwhile`, {
    hint: "Run it again: the file is as the other process left it."
  });
}
async function writeExtended(file, source, extension) {
  const { referrers, signal, onProgress } = extension;
  const scan = scanMembers_175(source);
  const end = await scan.finish();
  const index = scan.found.get(INDEX_FILE_171);
  if (index === void 0) throw new Error(`Cannot extend ${source.name}: it has no ${INDEX_FILE_171}`);
  let written = 0;
  const put = async (bytes) => {
    await writeAt(file, bytes, written);
    written += bytes.byteLength;
  };
  const copy = async (from, to) => {
    for (let done = from; done < to; done += CHUNK) {
      signal.throwIfAborted();
      await put(await source.read(done, Math.min(CHUNK, to - done)));
      onProgress(written, end);
    }
  };
  const putMember = async (name, bytes) => {
    await put(memberHeader(name, bytes.byteLength));
    await put(bytes);
    await put(new Uint8Array(padding(bytes.byteLength)));
  };
  const old = await source.read(index.offset, index.size);
  await copy(0, index.offset - BLOCK_SIZE);
  await putMember(INDEX_FILE_171, addToIndex(old, referrers));
  await copy(index.offset + index.size + padding(index.size), end);
  const blobs = new Map(referrers.flatMap(({ documents }) => documents.map((document) => [document.digest, document])));
  for (const { digest, bytes } of blobs.values())
    if (!scan.found.has(blobPath_171(digest))) await putMember(blobPath_171(digest), bytes);
  await put(new Uint8Array(END_SIZE));
}
function addToIndex(bytes, referrers) {
  const index = JSON.parse(new TextDecoder().decode(bytes));
  index.manifests.push(...referrers.map(({ descriptor }) => orderDescriptor_134(descriptor)));
  const encoded = new TextEncoder().encode(JSON.stringify(index));
  const filled = new Uint8Array(Math.max(bytes.byteLength, encoded.byteLength)).fill(SPACE);
  filled.set(encoded);
  return filled;
}
async function checkExtended(part, referrers) {
  var _stack = [];
  try {
    const content = __using(_stack, await openTarLayout_141(await openFile(part)), true);
    const roots = new Set((await content.roots()).map(({ digest }) => digest));
    await content.finish();
    for (const { descriptor, documents } of referrers) {
      const found = await Promise.all(documents.map(({ digest }) => content.open(asBlob(digest))));
      if (roots.has(descriptor.digest) && found.every((bytes) => bytes !== void 0)) continue;
      throw new BundleError("BUNDLE_INVALID", "Cannot extend the bundle: its tar has headers that do not allow it", {
        hint: "Unpack it with `tar -xf`, attach to the directory, and pack that again."
      });
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function asBlob(digest) {
  return { mediaType: "", digest, size: 0 };
}

export {
  extendTar
};

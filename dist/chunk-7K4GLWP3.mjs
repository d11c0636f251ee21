import {
  isDirectoryLayout_138,
  openDirectoryLayout_138
} from "./chunk-RHFZE22J.mjs";
import {
  acquireLock,
  openStaging
} from "./chunk-7J76XCFF.mjs";
import {
  INDEX_FILE_171,
  LAYOUT_FILE_171,
  blobPath_171,
  encodeLayoutFile_171
} from "./chunk-OGS7A7K6.mjs";
import {
  encodeImageIndex_151
} from "./chunk-LS4QIVEJ.mjs";
import {
  REF_NAME_136
} from "./chunk-PN52QW44.mjs";
import {
  digester_82
} from "./chunk-GX6YAEWI.mjs";
import {
  isAbsent,
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
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

// src/layout/directory-writer.ts
import { randomUUID } from "node:crypto";
import { lstat, open, readdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
var OWN_FOLDER = ".ocx-bundle";
var LEFT_OVER = /* @__PURE__ */ new Set([OWN_FOLDER, "blobs"]);
var PATIENCE = 6e4;
async function openDirectoryWriter(directory) {
  await checkDirectory(directory);
  const own = join(directory, OWN_FOLDER);
  const opened = new AsyncDisposableStack();
  const staging = opened.use(await openStaging({ root: directory, folder: `${OWN_FOLDER}/staging` }));
  const named = (work) => work().catch((error) => {
    throw fromSystemError(error, `write bundle ${directory}`);
  });
  const sizes = [];
  const committed = [];
  const publish = (staged, path) => staging.root.at(path, (place) => rename(staged, place));
  const put = async (path, bytes) => {
    const staged = join(staging.path, randomUUID());
    await writeFile(staged, bytes, { flag: "wx", mode: 420 });
    await publish(staged, path);
    sizes.push(bytes.byteLength);
  };
  const publishBlobs = async () => {
    for (const { staged, path } of committed.splice(0)) await publish(staged, path);
  };
  return {
    blob: () => named(async () => {
      const staged = join(staging.path, randomUUID());
      const file = opened.use(await open(staged, "wx", 420));
      return blobWriter(file, named, ({ digest, size }) => {
        committed.push({ staged, path: blobPath_171(digest) });
        sizes.push(size);
      });
    }),
    publishBlobs: () => named(publishBlobs),
    has: ({ digest, size }) => named(async () => {
      const there = await lookAt(join(directory, blobPath_171(digest)), lstat);
      if (there?.isFile() !== true || there.size !== size) return false;
      sizes.push(size);
      return true;
    }),
    finish: (documents, root) => named(async () => {
      var _stack = [];
      try {
        await publishBlobs();
        for (const { digest, bytes } of documents) await put(blobPath_171(digest), bytes);
        const _ = __using(_stack, await acquireLock(join(own, "lock"), PATIENCE));
        const index = encodeImageIndex_151([...await othersIn(directory, root), root]);
        await put(LAYOUT_FILE_171, encodeLayoutFile_171());
        await put(INDEX_FILE_171, index);
        return sizes.reduce((sum, size) => sum + size, 0);
      } catch (_2) {
        var _error = _2, _hasError = true;
      } finally {
        __callDispose(_stack, _error, _hasError);
      }
    }),
    [Symbol.asyncDispose]: () => opened.disposeAsync()
  };
}
async function checkDirectory(directory) {
  try {
    const there = await stat(directory).catch((error) => {
      if (!isAbsent(error)) throw error;
    });
    if (there === void 0 || await isDirectoryLayout_138(directory)) return;
    if (there.isDirectory() && (await readdir(directory)).every((name) => LEFT_OVER.has(name))) return;
    const found = there.isDirectory() ? "it has other files and no oci-layout" : "it is not a directory";
    throw new BundleError("OPTION_INVALID", `Cannot write an OCI image layout to ${directory}: ${found}`, {
      hint: "Name an empty directory, one that does not exist yet, or an OCI image layout."
    });
  } catch (error) {
    throw fromSystemError(error, `write bundle ${directory}`);
  }
}
async function othersIn(directory, { annotations, digest }) {
  var _stack = [];
  try {
    for (const file of [LAYOUT_FILE_171, INDEX_FILE_171]) if (await lookAt(join(directory, file)) === void 0) return [];
    const content = __using(_stack, openDirectoryLayout_138(directory), true);
    const name = annotations?.[REF_NAME_136];
    return (await content.roots()).filter(
      (other) => name === void 0 ? other.digest !== digest : other.annotations?.[REF_NAME_136] !== name
    );
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function blobWriter(file, named, committed) {
  const hash = digester_82();
  let size = 0;
  return {
    async write(bytes) {
      const writing = named(() => file.writeFile(bytes));
      hash.update(bytes);
      await writing;
      size += bytes.byteLength;
    },
    async commit() {
      const blob = { digest: hash.digest(), size };
      await named(() => file.close());
      committed(blob);
      return blob;
    }
  };
}

export {
  openDirectoryWriter,
  checkDirectory,
  othersIn
};

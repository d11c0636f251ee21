import {
  isDirectoryLayout_136,
  openDirectoryLayout_136
} from "./chunk-2YQLGB37.mjs";
import {
  acquireLock,
  openStaging
} from "./chunk-7ARVWGDR.mjs";
import {
  INDEX_FILE_164,
  LAYOUT_FILE_164,
  blobPath_164,
  encodeLayoutFile_164
} from "./chunk-RK6YA52Z.mjs";
import {
  encodeImageIndex_148
} from "./chunk-3UEUDSEO.mjs";
import {
  REF_NAME_134
} from "./chunk-OO2FR422.mjs";
import {
  digester_81
} from "./chunk-L3CNCDPX.mjs";
import {
  isAbsent,
  lookAt
} from "./chunk-2GKCAWFE.mjs";
import {
  fromSystemError
} from "./chunk-4QBOVGT3.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/layout/directory-writer.ts
import { randomUUID } from "node:crypto";
import { lstat, open, readdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
var OWN_FOLDER = ".ocx-bundle";
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
  const publish = (staged, path) => staging.root.at(path, (place) => rename(staged, place));
  const put = async (path, bytes) => {
    const staged = join(staging.path, randomUUID());
    await writeFile(staged, bytes, { flag: "wx", mode: 420 });
    await publish(staged, path);
    sizes.push(bytes.byteLength);
  };
  return {
    blob: () => named(async () => {
      const staged = join(staging.path, randomUUID());
      const file = opened.use(await open(staged, "wx", 420));
      return blobWriter(file, named, async ({ digest, size }) => {
        await publish(staged, blobPath_164(digest));
        sizes.push(size);
      });
    }),
    has: ({ digest, size }) => named(async () => {
      const there = await lookAt(join(directory, blobPath_164(digest)), lstat);
      if (there?.isFile() !== true || there.size !== size) return false;
      sizes.push(size);
      return true;
    }),
    finish: (documents, root) => named(async () => {
      var _stack = [];
      try {
        for (const { digest, bytes } of documents) await put(blobPath_164(digest), bytes);
        const _ = __using(_stack, await acquireLock(join(own, "lock"), PATIENCE));
        const index = encodeImageIndex_148([...await othersIn(directory, root), root]);
        await put(LAYOUT_FILE_164, encodeLayoutFile_164());
        await put(INDEX_FILE_164, index);
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
    if (there === void 0 || await isDirectoryLayout_136(directory)) return;
    if (there.isDirectory() && (await readdir(directory)).every((name) => name === OWN_FOLDER)) return;
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
    if (!await isDirectoryLayout_136(directory)) return [];
    const content = __using(_stack, openDirectoryLayout_136(directory), true);
    const name = annotations?.[REF_NAME_134];
    return (await content.roots()).filter(
      (other) => name === void 0 ? other.digest !== digest : other.annotations?.[REF_NAME_134] !== name
    );
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function blobWriter(file, named, publish) {
  const hash = digester_81();
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
      await named(async () => {
        await file.close();
        await publish(blob);
      });
      return blob;
    }
  };
}

export {
  openDirectoryWriter,
  checkDirectory,
  othersIn
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readStart
} from "./chunk-YSAAMCLT.mjs";
import {
  defaultBundleName,
  fileNameOf,
  hostPlatform,
  lookAt
} from "./chunk-TSMA2OKH.mjs";
import {
  openFile,
  openJoined,
  openPipe
} from "./chunk-EGRBEDZZ.mjs";
import {
  PARTS_DOCUMENT_START,
  checkPartsDocumentSize,
  isPartsDocument,
  parsePartsDocument,
  partsDocumentName,
  wholeNameOf
} from "./chunk-HVVCX6XK.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/open-input.ts
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
async function openInput(input, { directory }, spoolDirectory = tmpdir()) {
  switch (input.kind) {
    case "file":
      return openFileOrParts(resolve(directory, input.path));
    case "directory": {
      const name = fileNameOf(input.name ?? defaultBundleName(await hostPlatform()));
      return openFileOrParts(await findIn(resolve(directory, input.path), name));
    }
    case "stream":
      return openPipe(input.stream, spoolDirectory);
  }
}
async function findIn(directory, name) {
  const path = join(directory, name);
  const document = join(directory, partsDocumentName(name));
  return await lookAt(path) === void 0 && await lookAt(document) !== void 0 ? document : path;
}
async function openFileOrParts(path) {
  var _stack = [];
  try {
    await refuseSinglePart(path);
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const file = stack.use(await openFile(path));
    if (!isPartsDocument(await readStart(file, PARTS_DOCUMENT_START))) {
      stack.move();
      return file;
    }
    const size = await file.size();
    checkPartsDocumentSize(size, path);
    const { name, parts } = parsePartsDocument(await file.read(0, size), path);
    const beside = parts.map((part) => ({ ...part, path: join(dirname(path), part.name) }));
    return await openJoined(path, beside).catch((error) => {
      if (!(error instanceof BundleError) || error.code !== "FILE_NOT_FOUND") throw error;
      const hint = `Put all ${parts.length} parts of ${name} beside ${path}.`;
      throw new BundleError(error.code, error.message, { cause: error.cause, hint });
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function refuseSinglePart(path) {
  const name = wholeNameOf(basename(path));
  if (name === void 0) return;
  const document = join(dirname(path), partsDocumentName(name));
  if (await lookAt(document) === void 0) return;
  const hint = `Give the list of all parts: ${document}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: it is one part of ${name}, expected all`, { hint });
}

export {
  openInput
};

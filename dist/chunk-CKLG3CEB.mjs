import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  defaultBundleName,
  fileNameOf,
  hashRange,
  hostPlatform,
  isDirectoryLayout,
  openDirectoryLayout,
  openTarLayout,
  readStart
} from "./chunk-KN7JK3FU.mjs";
import {
  userPath
} from "./chunk-K2HEINOA.mjs";
import {
  lookAt,
  openFile,
  openJoined,
  openPipe
} from "./chunk-MZ5U76BJ.mjs";
import {
  PARTS_DOCUMENT_START,
  checkPartsDocumentSize,
  isPartsDocument,
  parsePartsDocument,
  partsDocumentName,
  wholeNameOf
} from "./chunk-7D3CYLIG.mjs";
import {
  BundleError
} from "./chunk-5HOQBOAW.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/open-input.ts
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// src/layout/open-layout.ts
import { basename, dirname, join } from "node:path";
async function openLayout(path, name) {
  if (await isDirectoryLayout(path)) return openDirectoryLayout(path, name);
  await refuseSinglePart(path);
  const document = await readDocument(path);
  if (document !== void 0) return openParts(path, document, name);
  return { ...await openTarLayout(await openFile(path), { name }), file: path };
}
async function readDocument(path) {
  var _stack = [];
  try {
    const file = __using(_stack, await openFile(path), true);
    if (!isPartsDocument(await readStart(file, PARTS_DOCUMENT_START))) return void 0;
    const size = await file.size();
    checkPartsDocumentSize(size, path);
    return parsePartsDocument(await file.read(0, size), path);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function openParts(path, { name, parts }, wanted) {
  const beside = parts.map((part) => ({ ...part, path: join(dirname(path), part.name) }));
  const source = await openJoined(path, beside).catch((error) => {
    if (!(error instanceof BundleError) || error.code !== "FILE_NOT_FOUND") throw error;
    const hint = `Put all ${parts.length} parts of ${name} beside ${path}.`;
    throw new BundleError(error.code, error.message, { cause: error.cause, hint });
  });
  const verify = async (onProgress) => {
    let start = 0;
    for (const part of beside) {
      const found = await hashRange(source, start, part.size, onProgress);
      if (found !== part.digest)
        throw new BundleError("DIGEST_MISMATCH", `Cannot verify ${part.path}: got ${found}, expected ${part.digest}`);
      start += part.size;
    }
  };
  return openTarLayout(source, { verify, name: wanted });
}
async function refuseSinglePart(path) {
  const name = wholeNameOf(basename(path));
  if (name === void 0) return;
  const document = join(dirname(path), partsDocumentName(name));
  if (await lookAt(document) === void 0) return;
  const hint = `Use the list of all parts: ${document}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: it is one part of ${name}, expected all`, { hint });
}

// src/commands/open-input.ts
async function openInput(input, context, spoolDirectory = tmpdir()) {
  switch (input.kind) {
    case "file":
      return openLayout(userPath(input.path, context), input.name);
    case "directory": {
      const path = userPath(input.path, context);
      if (await isDirectoryLayout(path)) return openLayout(path, input.name);
      return openLayout(await findIn(path, fileNameOf(input.name ?? defaultBundleName(await hostPlatform()))));
    }
    case "stream":
      return openTarLayout(await openPipe(input.stream, spoolDirectory), { streaming: true });
  }
}
async function findIn(directory, name) {
  const path = join2(directory, name);
  if (await lookAt(path) !== void 0) return path;
  const document = join2(directory, partsDocumentName(name));
  if (await lookAt(document) !== void 0) return document;
  const found = "`from` is file, `file` is not set, and this file does not exist";
  throw new BundleError("FILE_NOT_FOUND", `Cannot read bundle ${path}: ${found}`, {
    hint: "Set `from` to the channel that has the bundle (artifact, release or cache), or `file` to its path."
  });
}

export {
  openInput
};

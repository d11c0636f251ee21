import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isDirectoryLayout,
  openDirectoryLayout
} from "./chunk-ZFEVZWS2.mjs";
import {
  openTarLayout
} from "./chunk-AE5OU4D2.mjs";
import {
  readStart
} from "./chunk-GQP6D7FI.mjs";
import {
  PARTS_DOCUMENT_START,
  checkPartsDocumentSize,
  isPartsDocument,
  parsePartsDocument,
  partsDocumentName,
  wholeNameOf
} from "./chunk-F6RVCG2V.mjs";
import {
  hashRange,
  openFile,
  openJoinedFiles
} from "./chunk-CMAWYLIG.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/layout/open-layout.ts
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
async function openLayout(path, name) {
  var _stack = [];
  try {
    if (await isDirectoryLayout(path)) return openDirectoryLayout(path, name);
    await refuseSinglePart(path);
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const file = stack.use(await openFile(path));
    if (isPartsDocument(await readStart(file, PARTS_DOCUMENT_START)))
      return await openParts(path, await readDocument(file, path), name);
    stack.move();
    return { ...await openTarLayout(file, { name }), file: path };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function readDocument(file, path) {
  const size = await file.size();
  checkPartsDocumentSize(size, path);
  return parsePartsDocument(await file.read(0, size), path);
}
async function openParts(path, document, wanted) {
  const { name, parts } = document;
  const beside = parts.map((part) => ({ ...part, path: join(dirname(path), part.name) }));
  const source = await openJoinedFiles(path, beside).catch((error) => {
    if (!(error instanceof BundleError) || error.code !== "FILE_NOT_FOUND") throw error;
    const hint = `Put all ${parts.length} parts of ${name} beside ${path}.`;
    throw new BundleError(error.code, error.lines, { cause: error.cause, hint });
  });
  const verify = async (onProgress) => {
    const damaged = [];
    let start = 0;
    for (const part of beside) {
      const found = await hashRange(source, start, part.size, onProgress);
      if (found !== part.digest) damaged.push(differs(part.path, found, part.digest));
      start += part.size;
    }
    const warnings = await strayParts(path, document);
    if (damaged.length > 0) throw damagedParts([...damaged, ...warnings]);
    return warnings;
  };
  return { ...await openTarLayout(source, { verify, name: wanted }), parts: document };
}
function differs(path, found, expected) {
  return `Cannot verify ${path}: got ${found}, expected ${expected}`;
}
function damagedParts(lines) {
  return new BundleError("DIGEST_MISMATCH", lines, {
    hint: "Copy these parts again, or repair them with `par2`, if there are its files."
  });
}
var MOST_STRAYS = 20;
async function strayParts(path, { name, parts }) {
  const listed = new Set(parts.map((part) => part.name));
  const strays = (await readdir(dirname(path))).filter((each) => wholeNameOf(each) === name && !listed.has(each));
  if (strays.length === 0) return [];
  const names = strays.toSorted().slice(0, MOST_STRAYS).join(", ");
  const more = strays.length > MOST_STRAYS ? ` and ${strays.length - MOST_STRAYS} more` : "";
  return [`${names}${more} beside ${path} belong to another bundle: remove them, or \`cat\` joins them too`];
}
async function refuseSinglePart(path) {
  const name = wholeNameOf(basename(path));
  if (name === void 0) return;
  const document = join(dirname(path), partsDocumentName(name));
  if (await lookAt(document) === void 0) return;
  const hint = `Use the list of all parts: ${document}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: it is one part of ${name}, expected all`, { hint });
}

export {
  openLayout,
  differs,
  damagedParts
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isDirectoryLayout,
  openDirectoryLayout
} from "./chunk-25RYL5EJ.mjs";
import {
  hashRange,
  openTarLayout,
  readStart
} from "./chunk-YUE3TQ5N.mjs";
import {
  PARTS_DOCUMENT_START,
  checkPartsDocumentSize,
  isPartsDocument,
  parsePartsDocument,
  partsDocumentName,
  wholeNameOf
} from "./chunk-47KHCRBR.mjs";
import {
  openFile,
  openJoined
} from "./chunk-CZ2U25SC.mjs";
import {
  lookAt
} from "./chunk-EQADGZVT.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/layout/open-layout.ts
import { readdir } from "node:fs/promises";
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
async function openParts(path, document, wanted) {
  const { name, parts } = document;
  const beside = parts.map((part) => ({ ...part, path: join(dirname(path), part.name) }));
  const source = await openJoined(path, beside).catch((error) => {
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

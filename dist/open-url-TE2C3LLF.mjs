import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-6WUIZIW4.mjs";
import {
  webFiles
} from "./chunk-5HWCWKY4.mjs";
import "./chunk-EMNZWL72.mjs";
import "./chunk-U35L4R44.mjs";
import {
  openRemoteFile
} from "./chunk-FWEIS5KZ.mjs";
import "./chunk-O3JRH7UT.mjs";
import {
  openLayout_139
} from "./chunk-WYNKTPG4.mjs";
import {
  parseBundleUrl,
  urlName
} from "./chunk-BM6X3BQY.mjs";
import "./chunk-RGAOG4G6.mjs";
import "./chunk-H7ACLFO5.mjs";
import "./chunk-OGS7A7K6.mjs";
import {
  MAX_PARTS_DOCUMENT_140,
  checkPartsDocumentSize_140,
  formatPartsDocument_140,
  parsePartsDocument_140,
  partsDocumentName_140
} from "./chunk-GYELZAFS.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-656FN2VF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-BIBJ2WPR.mjs";
import "./chunk-RBBAEUAX.mjs";
import "./chunk-3E74XSBN.mjs";
import "./chunk-LL32AUHH.mjs";
import "./chunk-NKGX6MXH.mjs";
import {
  temporaryDirectory_38
} from "./chunk-A6YYFOED.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/places/open-url.ts
import { mkdtempDisposable, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
async function openUrl(input, context, reading) {
  const url = parseBundleUrl(input.url);
  const files = await webFiles(url, input, context, reading);
  const { spoolDirectory = temporaryDirectory_38() } = reading;
  const { signal } = context;
  const document = isPartsDocument(url) ? await readDocument(url, files, signal) : void 0;
  if (reading.whole === true) return openDownloaded({ url, files, document }, input.name, spoolDirectory);
  const parts = document?.parts.map((part) => files.options(beside(url, part.name), part.size));
  const opened = await openJoined(urlName(url), parts ?? [files.options(url)], FIRST_REQUEST);
  return openRemoteTar(opened, { name: input.name, spoolDirectory, signal, fetched: files.fetched });
}
async function downloadUrl(place, { directory, sentAs }, { context, reading }) {
  const url = parseBundleUrl(place.url);
  const files = await webFiles(url, place, context, reading);
  const document = isPartsDocument(url) ? await readDocument(url, files, context.signal) : void 0;
  const file = await downloadInto(directory, { url, files, document }, sentAs);
  return { file, size: document?.size ?? (await stat(file)).size };
}
function isPartsDocument({ pathname }) {
  return pathname.endsWith(".parts.json");
}
async function readDocument(url, files, signal) {
  const opened = await openRemoteFile(files.options(url), MAX_PARTS_DOCUMENT_140);
  const name = urlName(url);
  if (opened.ranged) {
    checkPartsDocumentSize_140(opened.file.size ?? 0, name);
    return parsePartsDocument_140(opened.start, name);
  }
  const bytes = [];
  let size = 0;
  await opened.readAll(async (some) => {
    checkPartsDocumentSize_140(size += some.byteLength, name);
    bytes.push(some);
  }, signal);
  return parsePartsDocument_140(Buffer.concat(bytes), name);
}
async function openDownloaded(bundle, name, spoolDirectory) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const { path } = stack.use(await mkdtempDisposable(join(spoolDirectory, "ocx-bundle-")));
    const content = stack.use(await openLayout_139(await downloadInto(path, bundle, "bundle.tar"), name));
    const held = stack.move();
    return { ...content, name: urlName(bundle.url), [Symbol.asyncDispose]: () => held.disposeAsync() };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function downloadInto(directory, { url, files, document }, sentAs) {
  const file = join(directory, document === void 0 ? sentAs : partsDocumentName_140(document.name));
  if (document === void 0) await files.download(url, file);
  else {
    for (const part of document.parts) await files.download(beside(url, part.name), join(directory, part.name), part);
    await writeFile(file, formatPartsDocument_140(document));
  }
  return file;
}
function beside(url, name) {
  const other = new URL(name, url);
  other.search = url.search;
  return other;
}
export {
  downloadUrl,
  openUrl
};

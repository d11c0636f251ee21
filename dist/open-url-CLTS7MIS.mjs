import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-FGFKZOYH.mjs";
import {
  webFiles
} from "./chunk-LVGLXP76.mjs";
import "./chunk-TYVMQSEH.mjs";
import {
  openLayout_140
} from "./chunk-MNCGCYHV.mjs";
import {
  parseBundleUrl,
  urlName
} from "./chunk-POHOV46S.mjs";
import "./chunk-5YJDKTWA.mjs";
import "./chunk-SUNYJIIR.mjs";
import "./chunk-2VFFRHEK.mjs";
import {
  MAX_PARTS_DOCUMENT_141,
  checkPartsDocumentSize_141,
  formatPartsDocument_141,
  parsePartsDocument_141,
  partsDocumentName_141
} from "./chunk-IWBLO3JX.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-7R2E2KYK.mjs";
import "./chunk-KEHZJ7TE.mjs";
import {
  temporaryDirectory_40
} from "./chunk-3KOR77P5.mjs";
import "./chunk-K52J4C67.mjs";
import {
  openRemoteFile
} from "./chunk-ZKQ25L5Z.mjs";
import "./chunk-CVPCPH2Q.mjs";
import "./chunk-E2XNVGEC.mjs";
import "./chunk-PNAAKJFP.mjs";
import "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-7BAV3UGY.mjs";
import "./chunk-B5YBT4D6.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-SYEQ5NUD.mjs";
import "./chunk-C7V3FR64.mjs";
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
  const { spoolDirectory = temporaryDirectory_40() } = reading;
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
  const opened = await openRemoteFile(files.options(url), MAX_PARTS_DOCUMENT_141);
  const name = urlName(url);
  if (opened.ranged) {
    checkPartsDocumentSize_141(opened.file.size ?? 0, name);
    return parsePartsDocument_141(opened.start, name);
  }
  const bytes = [];
  let size = 0;
  await opened.readAll(async (some) => {
    checkPartsDocumentSize_141(size += some.byteLength, name);
    bytes.push(some);
  }, signal);
  return parsePartsDocument_141(Buffer.concat(bytes), name);
}
async function openDownloaded(bundle, name, spoolDirectory) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const { path } = stack.use(await mkdtempDisposable(join(spoolDirectory, "ocx-bundle-")));
    const content = stack.use(await openLayout_140(await downloadInto(path, bundle, "bundle.tar"), name));
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
  const file = join(directory, document === void 0 ? sentAs : partsDocumentName_141(document.name));
  if (document === void 0) await files.download(url, file);
  else {
    for (const part of document.parts) await files.download(beside(url, part.name), join(directory, part.name), part);
    await writeFile(file, formatPartsDocument_141(document));
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

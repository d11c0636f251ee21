import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-2MUXWXEV.mjs";
import {
  webFiles
} from "./chunk-HNLZZH7I.mjs";
import "./chunk-BMFN5JDJ.mjs";
import "./chunk-BCDABJ5Y.mjs";
import {
  openRemoteFile
} from "./chunk-SG3KNL7N.mjs";
import "./chunk-EYEVNXLO.mjs";
import {
  openLayout_137
} from "./chunk-5GVT4QP3.mjs";
import {
  parseBundleUrl,
  urlName
} from "./chunk-POHOV46S.mjs";
import "./chunk-2UHNHEMJ.mjs";
import "./chunk-AQX5AGIW.mjs";
import "./chunk-RK6YA52Z.mjs";
import {
  MAX_PARTS_DOCUMENT_138,
  checkPartsDocumentSize_138,
  formatPartsDocument_138,
  parsePartsDocument_138,
  partsDocumentName_138
} from "./chunk-5AJA6HF3.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-S2GLELDN.mjs";
import "./chunk-MJPKS7XE.mjs";
import "./chunk-4MBXII24.mjs";
import "./chunk-SKYFWSHQ.mjs";
import "./chunk-KEHZJ7TE.mjs";
import {
  temporaryDirectory_38
} from "./chunk-ZCJQ433E.mjs";
import "./chunk-N3UH3KS2.mjs";
import "./chunk-4IIZTIU3.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
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
  const opened = await openRemoteFile(files.options(url), MAX_PARTS_DOCUMENT_138);
  const name = urlName(url);
  if (opened.ranged) {
    checkPartsDocumentSize_138(opened.file.size ?? 0, name);
    return parsePartsDocument_138(opened.start, name);
  }
  const bytes = [];
  let size = 0;
  await opened.readAll(async (some) => {
    checkPartsDocumentSize_138(size += some.byteLength, name);
    bytes.push(some);
  }, signal);
  return parsePartsDocument_138(Buffer.concat(bytes), name);
}
async function openDownloaded(bundle, name, spoolDirectory) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const { path } = stack.use(await mkdtempDisposable(join(spoolDirectory, "ocx-bundle-")));
    const content = stack.use(await openLayout_137(await downloadInto(path, bundle, "bundle.tar"), name));
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
  const file = join(directory, document === void 0 ? sentAs : partsDocumentName_138(document.name));
  if (document === void 0) await files.download(url, file);
  else {
    for (const part of document.parts) await files.download(beside(url, part.name), join(directory, part.name), part);
    await writeFile(file, formatPartsDocument_138(document));
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

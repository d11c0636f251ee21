import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  FIRST_REQUEST,
  openJoined,
  openRemoteTar
} from "./chunk-NIURFSYQ.mjs";
import "./chunk-3MIECTPA.mjs";
import {
  webFiles
} from "./chunk-3NQYIZDL.mjs";
import {
  openRemoteFile
} from "./chunk-RCVXNZRP.mjs";
import {
  openLayout
} from "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import {
  parseBundleUrl,
  urlName
} from "./chunk-CC6Q3MBK.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import {
  MAX_PARTS_DOCUMENT,
  checkPartsDocumentSize,
  formatPartsDocument,
  parsePartsDocument,
  partsDocumentName
} from "./chunk-F6RVCG2V.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import "./chunk-CDMH46AC.mjs";
import "./chunk-BJIGIIP3.mjs";
import {
  temporaryDirectory
} from "./chunk-MIBTUUXS.mjs";
import "./chunk-UW2HO5KS.mjs";
import "./chunk-5ASUYMKP.mjs";
import "./chunk-M4MJTQ5F.mjs";
import "./chunk-3QTZOCDB.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/places/open-url.ts
import { mkdtempDisposable, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
async function openUrl(input, context, reading) {
  const url = parseBundleUrl(input.url);
  const files = await webFiles(url, input, context, reading);
  const { spoolDirectory = temporaryDirectory() } = reading;
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
  const opened = await openRemoteFile(files.options(url), MAX_PARTS_DOCUMENT);
  const name = urlName(url);
  if (opened.ranged) {
    checkPartsDocumentSize(opened.file.size ?? 0, name);
    return parsePartsDocument(opened.start, name);
  }
  const bytes = [];
  let size = 0;
  await opened.readAll(async (some) => {
    checkPartsDocumentSize(size += some.byteLength, name);
    bytes.push(some);
  }, signal);
  return parsePartsDocument(Buffer.concat(bytes), name);
}
async function openDownloaded(bundle, name, spoolDirectory) {
  var _stack = [];
  try {
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const { path } = stack.use(await mkdtempDisposable(join(spoolDirectory, "ocx-bundle-")));
    const content = stack.use(await openLayout(await downloadInto(path, bundle, "bundle.tar"), name));
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
  const file = join(directory, document === void 0 ? sentAs : partsDocumentName(document.name));
  if (document === void 0) await files.download(url, file);
  else {
    for (const part of document.parts) await files.download(beside(url, part.name), join(directory, part.name), part);
    await writeFile(file, formatPartsDocument(document));
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

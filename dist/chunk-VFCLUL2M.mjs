import {
  checkSidecars,
  collectSidecarsOrWarn,
  openChannel,
  writeSidecars
} from "./chunk-F3O7HOW6.mjs";
import {
  addressOf,
  hostPlatform_8
} from "./chunk-4SL6K4J3.mjs";
import {
  parseBundleUrl,
  urlName
} from "./chunk-BM6X3BQY.mjs";
import {
  attachToTar
} from "./chunk-Q2PNDJI3.mjs";
import {
  checkReplaceable_143,
  fileNameOf_143,
  isDirectoryPath_143,
  outputPath_143
} from "./chunk-R6K6VWFY.mjs";
import {
  copyToTar
} from "./chunk-R4ROI4WS.mjs";
import {
  fileToReplace
} from "./chunk-YGKLJFNZ.mjs";
import {
  openPartial
} from "./chunk-JX2GJJIF.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  defaultBundleName_137
} from "./chunk-X7VVMTBY.mjs";
import {
  partsDocumentName_140
} from "./chunk-GYELZAFS.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openWhole_85
} from "./chunk-IGXA6UWY.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/fetch-bundle.ts
import { open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
var COPY_CHUNK = 1024 * 1024;
async function fetchBundle(request, context, reporter) {
  var _stack = [];
  try {
    const { origin } = request;
    const sentAs = await (origin.channel === "url" ? nameAt(origin, request) : nameOf(request));
    const asDirectory = await isDirectoryPath_143(request.output, context);
    const path = await outputPath_143(request.output, sentAs, context);
    if (request.overwrite !== true) {
      for (const replaced of [path, ...asDirectory ? [partsDocumentName_140(path)] : []]) await checkReplaceable_143(replaced);
    }
    if (origin.channel === "registry") {
      const fetched2 = await fetchFromRegistry(
        { ...origin, ...pickName(request) },
        { path, ...request },
        { context, reporter }
      );
      return { channel: origin.channel, name: sentAs, ...fetched2 };
    }
    const place = asDirectory ? path : await fileToReplace(path, `write ${path}`);
    const directory = dirname(place);
    const fetched = __using(_stack, origin.channel === "url" ? await fetchFromServer(origin, { sentAs, directory }, { context, reporter }) : await fetchTemporarily({ ...request, origin, directory }, context, reporter), true);
    const { file, [Symbol.asyncDispose]: _, ...result } = fetched;
    if (file === void 0) return result;
    const input = __using(_stack, await openInput_81({ kind: "file", path: file }, context), true);
    const bundle = await openWhole_85(input);
    const signatures = await signaturesOf(bundle, { ...request, origin }, { context, reporter });
    if (request.overwrite !== true) await checkSidecars(path, signatures);
    const moved = asDirectory ? await moveInto(directory, file, sentAs) : path;
    if (!asDirectory) {
      if (basename(file) !== sentAs && input.whole !== void 0) await replaceByParts(input.whole, file, context.signal);
      await move(file, place);
    }
    return { ...result, file: moved, ...listed(await writeSidecars(path, signatures)) };
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function signaturesOf(bundle, { origin, name }, { context, reporter }) {
  if (origin.channel === "cache" || origin.channel === "registry") return [];
  const source = origin.channel === "url" ? { kind: "url", ...origin } : { kind: "channel", origin, ...pickName({ name }) };
  return (await collectSidecarsOrWarn(bundle, { source, context, reading: logsOf_22(reporter) }, reporter)).sidecars;
}
function listed(signatures) {
  return signatures.length === 0 ? {} : { signatures: [...signatures] };
}
async function fetchFromRegistry(place, { path, overwrite }, { context, reporter }) {
  var _stack = [];
  try {
    const source = { kind: "registry", ...place };
    const content = __using(_stack, await openInput_81(source, context, readingFor(reporter)), true);
    const spool = __using(_stack, await openPartial(dirname(path)), true);
    const bundle = await openWhole_85(content);
    const { sidecars, others } = await collectSidecarsOrWarn(
      bundle,
      { source, context, reading: logsOf_22(reporter) },
      reporter
    );
    if (overwrite !== true) await checkSidecars(path, sidecars);
    await copyToTar(bundle, path, { directory: spool.path, signal: context.signal });
    await attachToTar(path, others, { bundle, context, reporter });
    const signatures = listed(await writeSidecars(path, sidecars));
    return { size: content.remote?.fetched() ?? 0, file: path, origin: content.name, ...signatures };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function readingFor(reporter) {
  return { ...logsOf_22(reporter), progress: (done, total) => reporter.progress("fetch", done, total) };
}
async function fetchFromServer(place, { sentAs, directory }, { context, reporter }) {
  var _stack = [];
  try {
    const { downloadUrl } = await import("./open-url-TE2C3LLF.mjs");
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const staging = stack.use(await openPartial(directory));
    const reading = readingFor(reporter);
    const { file, size } = await downloadUrl(place, { directory: staging.path, sentAs }, { context, reading });
    const held = stack.move();
    const origin = urlName(parseBundleUrl(place.url));
    return { channel: "url", name: sentAs, size, file, origin, [Symbol.asyncDispose]: () => held.disposeAsync() };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function nameAt({ url }, request) {
  if (request.name !== void 0) return fileNameOf_143(request.name);
  const last = parseBundleUrl(url).pathname.split("/").at(-1) ?? "";
  const stem = last.replace(/(\.tar)?(\.parts\.json)?$/, "");
  const name = stem.replaceAll(/(?:%[0-9A-Fa-f]{2}|[^\w.-])+/g, "-").replace(/^[.-]+/, "");
  return name === "" ? nameOf(request) : fileNameOf_143(name.slice(0, 128));
}
function pickName({ name }) {
  return name === void 0 ? {} : { name };
}
async function fetchTemporarily({ origin, name, directory }, context, reporter) {
  var _stack = [];
  try {
    const address = await addressOf(origin, name, context);
    const sentAs = await nameOf({ name });
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const staging = stack.use(await openPartial(userPath_38(directory, context)));
    const channel = await openChannel(address, {
      say: (text) => reporter.say(text),
      debug: (text) => reporter.debug(text),
      progress: (done, total) => reporter.progress("fetch", done, total),
      signal: context.signal
    });
    const found = await channel.fetch(sentAs, staging.path);
    const held = stack.move();
    return {
      channel: address.channel,
      name: sentAs,
      size: found?.size ?? 0,
      ...found !== void 0 && { file: found.path, origin: found.origin },
      ...address.channel === "cache" && { key: address.key },
      [Symbol.asyncDispose]: () => held.disposeAsync()
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function nameOf({ name }) {
  return fileNameOf_143(name ?? defaultBundleName_137(await hostPlatform_8()));
}
async function replaceByParts(source, path, signal) {
  const size = await source.size();
  try {
    var _stack = [];
    try {
      await rm(path);
      const file = __using(_stack, await open(path, "wx"), true);
      for (let done = 0; done < size; ) {
        signal.throwIfAborted();
        const bytes = await source.read(done, Math.min(COPY_CHUNK, size - done));
        await file.writeFile(bytes);
        done += bytes.byteLength;
      }
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
}
async function move(from, to) {
  try {
    await rename(from, to);
  } catch (error) {
    throw fromSystemError(error, `write ${to}`);
  }
}
async function moveInto(to, file, sentAs) {
  const from = dirname(file);
  const main = basename(file);
  const others = (await readdir(from)).filter((name) => name !== main);
  try {
    for (const name of others) await rename(join(from, name), join(to, name));
    if (main !== sentAs) await rm(join(to, sentAs), { force: true });
    await rename(file, join(to, main));
  } catch (error) {
    throw fromSystemError(error, `write to ${to}`);
  }
  return join(to, main);
}

export {
  fetchBundle,
  fetchTemporarily
};

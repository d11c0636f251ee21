import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  addressOf,
  digestFile,
  openChannel
} from "./chunk-3KAALUYF.mjs";
import {
  openBundle
} from "./chunk-YSAAMCLT.mjs";
import {
  fileNameOf
} from "./chunk-TSMA2OKH.mjs";
import {
  openFile
} from "./chunk-EGRBEDZZ.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/send-bundle.ts
import { resolve } from "node:path";
async function sendBundle({ file, destination, name }, around, listener) {
  var _stack = [];
  try {
    const path = resolve(around.directory, file);
    const source = __using(_stack, await openFile(path), true);
    const bundle = await openBundle(source);
    const sentAs = fileNameOf(name ?? bundle.name);
    const address = await addressOf(destination, name, around);
    const local = { path, size: await source.size(), digest: await digestFile(path) };
    const channel = await openChannel(address, watchOf(listener, around));
    const { status, names, url, id } = await channel.send(local, sentAs);
    return {
      channel: address.channel,
      status,
      bundle: { name: bundle.name, digest: bundle.digest },
      name: sentAs,
      names,
      size: local.size,
      fileDigest: local.digest,
      ...url !== void 0 && { url },
      ...id !== void 0 && { id },
      ...address.channel === "cache" && { key: address.key }
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function checkDestination({ destination, name }, around, listener) {
  await openChannel(await addressOf(destination, name, around), watchOf(listener, around));
}
function watchOf(listener, { signal }) {
  return {
    say: (text) => listener.say(text),
    progress: (done, total) => listener.progress("send", done, total),
    signal
  };
}

export {
  sendBundle,
  checkDestination
};

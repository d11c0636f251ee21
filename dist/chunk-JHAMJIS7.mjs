import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  logsOf
} from "./chunk-7T4SPWYI.mjs";
import {
  addressOf,
  digestFile,
  openChannel
} from "./chunk-SAM5ZZM3.mjs";
import {
  openInput
} from "./chunk-4QYGYWHA.mjs";
import {
  copyToTar
} from "./chunk-W54BGAAZ.mjs";
import {
  fileNameOf
} from "./chunk-DBHZBBRJ.mjs";
import {
  openBundle
} from "./chunk-QQXCOPHM.mjs";
import {
  temporaryDirectory
} from "./chunk-BFFDGZUO.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/send-bundle.ts
import { mkdtempDisposable, stat } from "node:fs/promises";
import { join } from "node:path";
async function sendBundle({ source, destination, name }, context, reporter) {
  var _stack = [];
  try {
    if (destination.channel === "registry") {
      const { sendToRegistry } = await import("./send-to-registry-6MT2ICBF.mjs");
      return sendToRegistry(source, destination, { context, reporter });
    }
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const content = stack.use(await openInput(source, context, wholly(reporter)));
    const bundle = await openBundle(content);
    const sentAs = fileNameOf(name ?? bundle.name);
    const address = await addressOf(destination, name, context);
    const path = content.file ?? await writeTemporarily(bundle, stack);
    const local = { path, size: (await stat(path)).size, digest: await digestFile(path) };
    const channel = await openChannel(address, watchOf(reporter, context));
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
async function writeTemporarily(bundle, stack) {
  const directory = stack.use(await mkdtempDisposable(join(temporaryDirectory(), "ocx-bundle-")));
  const path = join(directory.path, "bundle.tar");
  await copyToTar(bundle, path);
  return path;
}
async function checkDestination({ destination, name }, context, reporter) {
  if (destination.channel === "registry") {
    const { openRegistry } = await import("./open-registry-WLHGM7ID.mjs");
    await openRegistry(destination, context, {});
  } else await openChannel(await addressOf(destination, name, context), watchOf(reporter, context));
}
function wholly(reporter) {
  return {
    whole: true,
    sole: false,
    ...logsOf(reporter),
    progress: (done, total) => reporter.progress("fetch", done, total)
  };
}
function watchOf(reporter, { signal }) {
  return {
    say: (text) => reporter.say(text),
    debug: (text) => reporter.debug(text),
    progress: (done, total) => reporter.progress("send", done, total),
    signal
  };
}

export {
  sendBundle,
  checkDestination
};

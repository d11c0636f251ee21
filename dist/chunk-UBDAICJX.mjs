import {
  collectSidecarsOrWarn,
  openChannel
} from "./chunk-F3O7HOW6.mjs";
import {
  addressOf
} from "./chunk-4SL6K4J3.mjs";
import {
  attachToTar,
  sendSidecars
} from "./chunk-Q2PNDJI3.mjs";
import {
  readAttachedSignatures
} from "./chunk-U37RBUMA.mjs";
import {
  digestFile
} from "./chunk-U5PQRCIB.mjs";
import {
  fileNameOf_143
} from "./chunk-R6K6VWFY.mjs";
import {
  copyToTar
} from "./chunk-R4ROI4WS.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openWhole_85
} from "./chunk-IGXA6UWY.mjs";
import {
  temporaryDirectory_38
} from "./chunk-A6YYFOED.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/send-bundle.ts
import { mkdtempDisposable, stat } from "node:fs/promises";
import { join } from "node:path";
async function sendBundle({ source, destination, name }, context, reporter) {
  var _stack = [];
  try {
    if (destination.channel === "registry") {
      const { sendToRegistry } = await import("./send-to-registry-CCOKRHQO.mjs");
      return sendToRegistry(source, destination, { context, reporter });
    }
    if (destination.channel === "mirror") {
      const { sendToMirror } = await import("./send-to-mirror-TKSWLH42.mjs");
      return sendToMirror(source, destination, { context, reporter });
    }
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const content = stack.use(await openInput_81(source, context, wholly(reporter)));
    const bundle = await openWhole_85(content);
    const sentAs = fileNameOf_143(name ?? bundle.name);
    const address = await addressOf(destination, name, context);
    const place = { source, context, reading: { ...logsOf_22(reporter), sole: false } };
    const { sidecars, others } = await collectSidecarsOrWarn(bundle, place, reporter);
    const path = content.file ?? await writeTemporarily(bundle, others, { stack, context, reporter });
    const local = { path, size: (await stat(path)).size, digest: await digestFile(path) };
    const channel = await openChannel(address, watchOf(reporter, context));
    const { status, names, url, id } = await channel.send(local, sentAs);
    const isAlone = address.channel === "cache";
    for (const each of isAlone ? sidecars : []) reporter.say(`${each.name} stays here: a cache entry is one file`);
    const signatures = isAlone ? [] : await sendSidecars(channel, sentAs, sidecars);
    return {
      channel: address.channel,
      status,
      bundle: { name: bundle.name, digest: bundle.digest },
      name: sentAs,
      names: [...names, ...signatures],
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
async function writeTemporarily(bundle, others, {
  stack,
  ...job
}) {
  const directory = stack.use(await mkdtempDisposable(join(temporaryDirectory_38(), "ocx-bundle-")));
  const path = join(directory.path, "bundle.tar");
  await copyToTar(bundle, path);
  const attached = await readAttachedSignatures(bundle.content, bundle.digest);
  await attachToTar(path, [...attached, ...others], { bundle, ...job });
  return path;
}
async function checkDestination({ destination, name }, context, reporter) {
  if (destination.channel === "registry") {
    const { openRegistry } = await import("./open-registry-KZIMN5EN.mjs");
    await openRegistry(destination, context, {});
  } else if (destination.channel !== "mirror")
    await openChannel(await addressOf(destination, name, context), watchOf(reporter, context));
}
function wholly(reporter) {
  return {
    whole: true,
    sole: false,
    ...logsOf_22(reporter),
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

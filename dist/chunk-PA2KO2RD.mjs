import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  addressOf,
  digestFile,
  openChannel
} from "./chunk-WIWBHOU4.mjs";
import {
  logsOf
} from "./chunk-7T4SPWYI.mjs";
import {
  openInput
} from "./chunk-53MGNY4R.mjs";
import {
  openTarWriter
} from "./chunk-SZTUSSPZ.mjs";
import {
  describeManifest,
  fileNameOf,
  headDocuments,
  openBundle,
  readConfig,
  readManifest,
  roomOf
} from "./chunk-ZWU27QIT.mjs";
import {
  BundleError
} from "./chunk-5HOQBOAW.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/send-bundle.ts
import { mkdtempDisposable, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

// src/bundle/copy-bundle.ts
var CHUNK = 1024 * 1024;
async function copyBundle(bundle, writer) {
  const { name } = bundle.content;
  if (bundle.descriptor.digest !== bundle.digest)
    throw new BundleError("BUNDLE_INVALID", `Cannot copy ${name}: it has several platforms, expected one`);
  for (const [expected, bytes] of bundle.blobs) {
    const blob = await writer.blob();
    for (let done = 0; done < bytes.size; done += CHUNK)
      await blob.write(await bytes.read(done, Math.min(CHUNK, bytes.size - done)));
    const { digest } = await blob.commit();
    if (digest === expected) continue;
    throw new BundleError("DIGEST_MISMATCH", `Cannot copy ${name}: got blob ${digest}, expected ${expected}`);
  }
  await bundle.content.finish();
  const manifest = await readManifest(bundle.content, bundle.descriptor);
  const config = await readConfig(bundle.content, bundle.manifest.config);
  const root = describeManifest(bundle.name, manifest, bundle.config);
  return writer.finish(headDocuments({ root, manifest, config }), root);
}
async function copyToTar(bundle, target) {
  var _stack = [];
  try {
    const writer = __using(_stack, await openTarWriter(target, roomOf(bundle)), true);
    return await copyBundle(bundle, writer);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

// src/commands/send-bundle.ts
async function sendBundle({ source, destination, name }, context, reporter) {
  var _stack = [];
  try {
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
  const directory = stack.use(await mkdtempDisposable(join(tmpdir(), "ocx-bundle-")));
  const path = join(directory.path, "bundle.tar");
  await copyToTar(bundle, path);
  return path;
}
async function checkDestination({ destination, name }, context, reporter) {
  await openChannel(await addressOf(destination, name, context), watchOf(reporter, context));
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

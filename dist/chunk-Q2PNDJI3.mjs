import {
  extendTar
} from "./chunk-R54I4OVQ.mjs";
import {
  signatureReferrers
} from "./chunk-HQFAIOSL.mjs";
import {
  findSignatures
} from "./chunk-MHIFWSSQ.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  readNamedDocument_85
} from "./chunk-IGXA6UWY.mjs";
import {
  digestOf_82
} from "./chunk-GX6YAEWI.mjs";
import {
  temporaryDirectory_38
} from "./chunk-A6YYFOED.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/trust/send-signatures.ts
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { join } from "node:path";
async function sendSidecars(channel, sentAs, sidecars) {
  var _stack = [];
  try {
    if (sidecars.length === 0) return [];
    const directory = __using(_stack, await mkdtempDisposable(join(temporaryDirectory_38(), "ocx-bundle-")), true);
    const names = [];
    for (const { ending, bytes } of sidecars) {
      const path = join(directory.path, `signature${ending}`);
      await writeFile(path, bytes);
      const file = { path, size: bytes.byteLength, digest: digestOf_82(bytes) };
      names.push(...(await channel.send(file, `${sentAs}${ending}`)).names);
    }
    return names;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function pushSignatures(repository, sent) {
  const { bundle, source, context, reporter } = sent;
  const reading = { ...logsOf_22(reporter), sole: false };
  const { signatures } = await findSignatures(bundle, { source, context, reading });
  if (signatures.length === 0) return;
  const { pushAttachment } = await import("./attach-in-registry-LS7DH5BZ.mjs");
  for (const referrer of await referrersOf(signatures, sent))
    await pushAttachment(repository, referrer, context.signal);
}
async function attachToTar(path, signatures, sent) {
  const referrers = await referrersOf(signatures, sent);
  const { signal } = sent.context;
  if (referrers.length > 0) await extendTar(path, { referrers, signal, onProgress: () => void 0 });
}
async function referrersOf(signatures, { bundle: { content, digest }, reporter }) {
  if (signatures.length === 0) return [];
  return signatureReferrers(signatures, await readNamedDocument_85(content, digest), (text) => reporter.say(text));
}

export {
  sendSidecars,
  pushSignatures,
  attachToTar
};

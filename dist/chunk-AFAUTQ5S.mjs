import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  signatureReferrers
} from "./chunk-ZDQ4HQEU.mjs";
import {
  extendTar
} from "./chunk-KK46W2IS.mjs";
import {
  findSignatures
} from "./chunk-5CQCJCGM.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  readNamedDocument
} from "./chunk-6ZRXCNM6.mjs";
import {
  temporaryDirectory
} from "./chunk-MIBTUUXS.mjs";
import {
  digestOf
} from "./chunk-4LCJ56VL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/trust/send-signatures.ts
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { join } from "node:path";
async function sendSidecars(channel, sentAs, sidecars) {
  var _stack = [];
  try {
    if (sidecars.length === 0) return [];
    const directory = __using(_stack, await mkdtempDisposable(join(temporaryDirectory(), "ocx-bundle-")), true);
    const names = [];
    for (const { ending, bytes } of sidecars) {
      const path = join(directory.path, `signature${ending}`);
      await writeFile(path, bytes);
      const file = { path, size: bytes.byteLength, digest: digestOf(bytes) };
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
  const reading = { ...logsOf(reporter), sole: false };
  const { signatures } = await findSignatures(bundle, { source, context, reading });
  if (signatures.length === 0) return;
  const { pushAttachment } = await import("./attach-in-registry-KUBUKIWG.mjs");
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
  return signatureReferrers(signatures, await readNamedDocument(content, digest), (text) => reporter.say(text));
}

export {
  sendSidecars,
  pushSignatures,
  attachToTar
};

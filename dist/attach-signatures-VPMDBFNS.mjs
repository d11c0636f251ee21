import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  takeLease
} from "./chunk-TBYNA4VQ.mjs";
import {
  isStore
} from "./chunk-DX3MVPED.mjs";
import {
  openDirectoryWriter
} from "./chunk-HZ3F3GCK.mjs";
import {
  extendTar
} from "./chunk-EATHZFZC.mjs";
import {
  checkSubject,
  encodeSignature
} from "./chunk-IA72Q3XK.mjs";
import "./chunk-C7ELAJWH.mjs";
import "./chunk-WDGOSTFA.mjs";
import "./chunk-AQQARF2O.mjs";
import {
  openInput
} from "./chunk-2B2O3OFS.mjs";
import "./chunk-BFX33TH2.mjs";
import "./chunk-KGTMJWOD.mjs";
import "./chunk-W3KKYVCM.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-IVQG6HY5.mjs";
import {
  readAttachedSignatures
} from "./chunk-XJI5ABBL.mjs";
import "./chunk-73OQANKO.mjs";
import {
  readTrustFile
} from "./chunk-VUO2R43M.mjs";
import "./chunk-BKIACKWB.mjs";
import "./chunk-2WF6CFVT.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import {
  splitSignatures
} from "./chunk-CP35JURY.mjs";
import "./chunk-DRDCQQXR.mjs";
import {
  readNamedDocument
} from "./chunk-IIFDRNSZ.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-XYU6FNUR.mjs";
import "./chunk-QZK7ESIQ.mjs";
import "./chunk-2TTYTX7H.mjs";
import "./chunk-43CYBOMS.mjs";
import "./chunk-AIEYQ4TK.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-3AOCJ45Y.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import {
  MAX_ATTESTATION,
  MAX_SIGNATURES
} from "./chunk-4FDFUD6J.mjs";
import {
  userPath
} from "./chunk-MIBTUUXS.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/attach-signatures.ts
async function attachSignatures(request, context, reporter) {
  var _stack = [];
  try {
    const signatures = await readSignatures(request.signatures, context);
    const { source } = request;
    if (source.kind === "registry") return await attachInRegistry(source, signatures, { context, reporter });
    const input = __using(_stack, await openInput(source, context), true);
    const place = placeOf(input, source, context);
    const document = await readNamedDocument(input);
    const attachments = prepare(signatures, document);
    const roots = await input.roots();
    const there = new Set(roots.map(({ digest }) => digest));
    const missing = attachments.map(({ referrer }) => referrer).filter(({ descriptor }) => !there.has(descriptor.digest));
    checkCount(missing.length + (await readAttachedSignatures(input, document.descriptor.digest)).length);
    if (missing.length > 0) {
      const onProgress = (done, total) => reporter.progress("attach", done, total);
      if (place.kind === "file") await extendTar(place.path, { referrers: missing, signal: context.signal, onProgress });
      else for (const { documents, descriptor } of missing) await addToDirectory(place.path, documents, descriptor);
    }
    return {
      bundle: { name: document.name ?? input.name, digest: document.descriptor.digest },
      [place.kind]: place.path,
      signatures: attachments.map((item) => describe(item, there.has(item.referrer.descriptor.digest)))
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function readSignatures(paths, context) {
  const found = [];
  for (const path of paths.map((each) => userPath(each, context)))
    found.push(...splitSignatures(await readTrustFile(path, MAX_ATTESTATION), path));
  checkCount(found.length);
  return found;
}
function checkCount(signatures) {
  if (signatures <= MAX_SIGNATURES) return;
  const message = `Cannot attach: the bundle would have ${signatures} signatures, expected at most ${MAX_SIGNATURES}`;
  throw new BundleError("LIMIT_EXCEEDED", message, { hint: "Choose the ones that the other side checks." });
}
function placeOf(input, source, context) {
  if (input.file !== void 0) return { kind: "file", path: input.file };
  if (source.kind === "file" && input.parts === void 0)
    return { kind: "directory", path: userPath(source.path, context) };
  const found = input.parts === void 0 ? "it is not a file of this machine" : "it is in parts";
  throw new BundleError("OPTION_INVALID", `Cannot attach to ${input.name}: ${found}`, {
    hint: input.parts === void 0 ? "Name a file, a directory with an OCI image layout, or oci://HOST/REPOSITORY:TAG." : "Attach before you split it, join it first, or carry the signature beside the parts."
  });
}
function prepare(signatures, { descriptor, bytes }) {
  return signatures.map((signature) => {
    checkSubject(signature, { digest: descriptor.digest, bytes });
    return { kind: signature.kind, referrer: encodeSignature(signature, descriptor) };
  });
}
function describe({ kind, referrer }, wasThere) {
  return { kind, digest: referrer.descriptor.digest, status: wasThere ? "present" : "added" };
}
async function addToDirectory(directory, documents, descriptor) {
  var _stack = [];
  try {
    const digests = documents.map(({ digest }) => digest);
    const _ = __using(_stack, await isStore(directory) ? await takeLease(directory, digests) : void 0, true);
    const writer = __using(_stack, await openDirectoryWriter(directory), true);
    await writer.finish(documents, descriptor);
  } catch (_2) {
    var _error = _2, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function attachInRegistry(source, signatures, { context, reporter }) {
  const { openRegistryBundle, pushAttachment } = await import("./attach-in-registry-SUBZI3LU.mjs");
  const { document, reference, repository, present } = await openRegistryBundle(source, context, reporter);
  const attachments = prepare(signatures, document);
  for (const { referrer } of attachments)
    if (!present.has(referrer.descriptor.digest)) await pushAttachment(repository, referrer, context.signal);
  return {
    bundle: { name: document.name ?? reference, digest: document.descriptor.digest },
    reference,
    signatures: attachments.map((item) => describe(item, present.has(item.referrer.descriptor.digest)))
  };
}
export {
  attachSignatures
};

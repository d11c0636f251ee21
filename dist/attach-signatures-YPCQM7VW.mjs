import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  takeLease
} from "./chunk-2DTYRZT2.mjs";
import {
  isStore
} from "./chunk-5PLFGGPF.mjs";
import {
  openDirectoryWriter
} from "./chunk-DIWX33GN.mjs";
import {
  extendTar
} from "./chunk-KK46W2IS.mjs";
import {
  checkSubject,
  encodeSignature
} from "./chunk-HGLFCPQQ.mjs";
import "./chunk-546QI5GL.mjs";
import "./chunk-C3RS7OQY.mjs";
import "./chunk-7VJWIDRN.mjs";
import "./chunk-F2YHCDAP.mjs";
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import "./chunk-R5BDNP2H.mjs";
import "./chunk-HEVFEMMC.mjs";
import "./chunk-ZCSAVCHB.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import {
  readAttachedSignatures
} from "./chunk-VXPL56AI.mjs";
import "./chunk-RPFQEEOQ.mjs";
import "./chunk-5UEIVGCP.mjs";
import {
  readTrustFile
} from "./chunk-VUO2R43M.mjs";
import "./chunk-M7SIO7OB.mjs";
import {
  readNamedDocument
} from "./chunk-6ZRXCNM6.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import {
  splitSignatures
} from "./chunk-JYXZUD6M.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-2NAQL2KR.mjs";
import "./chunk-AQRZANAN.mjs";
import "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-MWQI2DLW.mjs";
import {
  MAX_ATTESTATION,
  MAX_SIGNATURES
} from "./chunk-Z2KHX2NZ.mjs";
import {
  userPath
} from "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
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
  const { openRegistryBundle, pushAttachment } = await import("./attach-in-registry-KUBUKIWG.mjs");
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

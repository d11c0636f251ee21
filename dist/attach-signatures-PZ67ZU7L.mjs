import {
  takeLease
} from "./chunk-PAVL7HWU.mjs";
import {
  isStore
} from "./chunk-SGSR5RWY.mjs";
import {
  openDirectoryWriter
} from "./chunk-H7NTCSV6.mjs";
import "./chunk-2YQLGB37.mjs";
import {
  extendTar
} from "./chunk-7E6CK2N4.mjs";
import {
  checkSubject,
  encodeSignature
} from "./chunk-ZBHRHDTB.mjs";
import "./chunk-MEPHQKSD.mjs";
import "./chunk-GX5XVJ7S.mjs";
import "./chunk-XUSFFV2K.mjs";
import "./chunk-BWLR5372.mjs";
import "./chunk-2UHNHEMJ.mjs";
import {
  readAttachedSignatures
} from "./chunk-KKQQOB42.mjs";
import "./chunk-B67AUA6M.mjs";
import "./chunk-AQX5AGIW.mjs";
import {
  readTrustFile
} from "./chunk-GCW52ULW.mjs";
import {
  splitSignatures
} from "./chunk-NWHD5BSS.mjs";
import "./chunk-COGF6QKJ.mjs";
import "./chunk-4ZYMTFHF.mjs";
import "./chunk-M2752C2V.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-RK6YA52Z.mjs";
import {
  openInput_80
} from "./chunk-LAE2HACZ.mjs";
import {
  readNamedDocument_84
} from "./chunk-P4SAMCP3.mjs";
import "./chunk-NGU3A6MU.mjs";
import "./chunk-3UEUDSEO.mjs";
import "./chunk-OO2FR422.mjs";
import "./chunk-L3CNCDPX.mjs";
import "./chunk-2BLSIOJA.mjs";
import {
  MAX_ATTESTATION,
  MAX_SIGNATURES
} from "./chunk-P25APHHE.mjs";
import "./chunk-SUUWDBAM.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import "./chunk-SKYFWSHQ.mjs";
import {
  userPath_38
} from "./chunk-ZCJQ433E.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4QBOVGT3.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/attach-signatures.ts
async function attachSignatures(request, context, reporter) {
  var _stack = [];
  try {
    const signatures = await readSignatures(request.signatures, context);
    const { source } = request;
    if (source.kind === "registry") return await attachInRegistry(source, signatures, { context, reporter });
    const input = __using(_stack, await openInput_80(source, context), true);
    const place = placeOf(input, source, context);
    const document = await readNamedDocument_84(input);
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
  for (const path of paths.map((each) => userPath_38(each, context)))
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
    return { kind: "directory", path: userPath_38(source.path, context) };
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
  const { openRegistryBundle, pushAttachment } = await import("./attach-in-registry-PQ2UMGR7.mjs");
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

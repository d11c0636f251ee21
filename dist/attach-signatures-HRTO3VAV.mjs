import {
  takeLease
} from "./chunk-MSCB2SV5.mjs";
import {
  isStore
} from "./chunk-N5JKQISP.mjs";
import {
  openDirectoryWriter
} from "./chunk-7K4GLWP3.mjs";
import "./chunk-RHFZE22J.mjs";
import {
  extendTar
} from "./chunk-R54I4OVQ.mjs";
import {
  checkSubject,
  encodeSignature
} from "./chunk-7SV5L4PB.mjs";
import "./chunk-RBOL4GDT.mjs";
import "./chunk-W6U6OUAY.mjs";
import "./chunk-NOTRCLCJ.mjs";
import "./chunk-IEVHQZOT.mjs";
import "./chunk-RGAOG4G6.mjs";
import {
  readAttachedSignatures
} from "./chunk-U37RBUMA.mjs";
import "./chunk-MAZFSUYI.mjs";
import "./chunk-H7ACLFO5.mjs";
import {
  readTrustFile
} from "./chunk-EJZ5WEF7.mjs";
import {
  splitSignatures
} from "./chunk-ZDYH4SRR.mjs";
import "./chunk-DZFMGHUF.mjs";
import "./chunk-CZL5UGE2.mjs";
import "./chunk-JX2GJJIF.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import "./chunk-OGS7A7K6.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  readNamedDocument_85
} from "./chunk-IGXA6UWY.mjs";
import "./chunk-SJ3DJ5W3.mjs";
import "./chunk-LS4QIVEJ.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-GX6YAEWI.mjs";
import "./chunk-2BLSIOJA.mjs";
import {
  MAX_ATTESTATION,
  MAX_SIGNATURES
} from "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import "./chunk-LL32AUHH.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
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
    const input = __using(_stack, await openInput_81(source, context), true);
    const place = placeOf(input, source, context);
    const document = await readNamedDocument_85(input);
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
  throw new BundleError("LIMIT_EXCEEDED", message, { hint: "Attach only the signatures that the other side checks." });
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
  const { openRegistryBundle, pushAttachment } = await import("./attach-in-registry-LS7DH5BZ.mjs");
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

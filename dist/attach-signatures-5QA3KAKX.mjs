import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkSubject,
  encodeSignature
} from "./chunk-6LN662YP.mjs";
import {
  openDirectoryWriter
} from "./chunk-Z7PELVLL.mjs";
import "./chunk-WJFUQVVE.mjs";
import {
  readTrustFile
} from "./chunk-BQMSE65L.mjs";
import "./chunk-AQQARF2O.mjs";
import {
  openInput
} from "./chunk-OPCWZQUZ.mjs";
import {
  writeAt
} from "./chunk-KZHCGS7L.mjs";
import {
  openPartial
} from "./chunk-4GCQO6KV.mjs";
import "./chunk-XQLJGAJ5.mjs";
import "./chunk-GBCZTBOQ.mjs";
import "./chunk-BOIK5VYQ.mjs";
import "./chunk-B72G32SU.mjs";
import "./chunk-2PJXGMJF.mjs";
import {
  openTarLayout,
  scanMembers
} from "./chunk-5UNACQVU.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-F6RVCG2V.mjs";
import {
  splitSignatures
} from "./chunk-6CU5T5AX.mjs";
import {
  memberHeader,
  readNamedDocument
} from "./chunk-7WC2TNXI.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-MK5PH45A.mjs";
import "./chunk-LUPRM4LO.mjs";
import "./chunk-L4JMTKIJ.mjs";
import {
  INDEX_FILE,
  blobPath
} from "./chunk-OUNWGCP3.mjs";
import "./chunk-WNBWGKGN.mjs";
import "./chunk-4DSASQNQ.mjs";
import "./chunk-4RRVGPQ6.mjs";
import {
  orderDescriptor
} from "./chunk-JHMV33AG.mjs";
import {
  REF_NAME
} from "./chunk-5EKI3K5F.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import {
  BLOCK_SIZE,
  END_SIZE,
  padding
} from "./chunk-YJSVGHZO.mjs";
import {
  openFile
} from "./chunk-TUPD2LI7.mjs";
import "./chunk-JH3NGZWR.mjs";
import {
  MAX_ATTESTATION,
  MAX_SIGNATURES
} from "./chunk-4FDFUD6J.mjs";
import {
  userPath
} from "./chunk-PDOXIJT4.mjs";
import "./chunk-QETTNQ5Q.mjs";
import "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import {
  fromSystemError
} from "./chunk-R75ETOQW.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/layout/extend-tar.ts
import { renameSync, statSync } from "node:fs";
import { open, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
var CHUNK = 1024 * 1024;
var SPACE = 32;
async function extendTar(path, extension) {
  try {
    var _stack2 = [];
    try {
      const place = await realpath(path);
      const before = await stat(place);
      const staging = __using(_stack2, await openPartial(dirname(place)), true);
      const part = join(staging.path, "bundle.tar");
      {
        var _stack = [];
        try {
          const source = __using(_stack, await openFile(place), true);
          const file = __using(_stack, await open(part, "wx", before.mode), true);
          await writeExtended(file, source, extension);
          await file.datasync();
        } catch (_) {
          var _error = _, _hasError = true;
        } finally {
          var _promise = __callDispose(_stack, _error, _hasError);
          _promise && await _promise;
        }
      }
      await checkExtended(part, extension.referrers);
      checkUnchanged(path, before, statSync(place));
      renameSync(part, place);
    } catch (_2) {
      var _error2 = _2, _hasError2 = true;
    } finally {
      var _promise2 = __callDispose(_stack2, _error2, _hasError2);
      _promise2 && await _promise2;
    }
  } catch (error) {
    throw fromSystemError(error, `write bundle ${path}`);
  }
}
function checkUnchanged(path, before, now) {
  if (before.ino === now.ino && before.size === now.size && before.mtimeMs === now.mtimeMs) return;
  throw new BundleError("FILE_CHANGED", `Cannot attach to ${path}: another process changed it meanwhile`, {
    hint: "Run it again: the file is as the other process left it."
  });
}
async function writeExtended(file, source, extension) {
  const { referrers, signal, onProgress } = extension;
  const scan = scanMembers(source);
  const end = await scan.finish();
  const index = scan.found.get(INDEX_FILE);
  if (index === void 0) throw new Error(`Cannot extend ${source.name}: it has no ${INDEX_FILE}`);
  let written = 0;
  const put = async (bytes) => {
    await writeAt(file, bytes, written);
    written += bytes.byteLength;
  };
  const copy = async (from, to) => {
    for (let done = from; done < to; done += CHUNK) {
      signal.throwIfAborted();
      await put(await source.read(done, Math.min(CHUNK, to - done)));
      onProgress(written, end);
    }
  };
  const putMember = async (name, bytes) => {
    await put(memberHeader(name, bytes.byteLength));
    await put(bytes);
    await put(new Uint8Array(padding(bytes.byteLength)));
  };
  const old = await source.read(index.offset, index.size);
  await copy(0, index.offset - BLOCK_SIZE);
  await putMember(INDEX_FILE, addToIndex(old, referrers));
  await copy(index.offset + index.size + padding(index.size), end);
  const blobs = new Map(referrers.flatMap(({ documents }) => documents.map((document) => [document.digest, document])));
  for (const { digest, bytes } of blobs.values())
    if (!scan.found.has(blobPath(digest))) await putMember(blobPath(digest), bytes);
  await put(new Uint8Array(END_SIZE));
}
function addToIndex(bytes, referrers) {
  const index = JSON.parse(new TextDecoder().decode(bytes));
  index.manifests.push(...referrers.map(({ descriptor }) => orderDescriptor(descriptor)));
  const encoded = new TextEncoder().encode(JSON.stringify(index));
  const filled = new Uint8Array(Math.max(bytes.byteLength, encoded.byteLength)).fill(SPACE);
  filled.set(encoded);
  return filled;
}
async function checkExtended(part, referrers) {
  var _stack = [];
  try {
    const content = __using(_stack, await openTarLayout(await openFile(part)), true);
    const roots = new Set((await content.roots()).map(({ digest }) => digest));
    await content.finish();
    for (const { descriptor, documents } of referrers) {
      const found = await Promise.all(documents.map(({ digest }) => content.open(asBlob(digest))));
      if (roots.has(descriptor.digest) && found.every((bytes) => bytes !== void 0)) continue;
      throw new BundleError("BUNDLE_INVALID", "Cannot extend the bundle: its tar has headers that do not allow it", {
        hint: "Unpack it with `tar -xf`, attach to the directory, and pack that again."
      });
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function asBlob(digest) {
  return { mediaType: "", digest, size: 0 };
}

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
    checkCount(missing.length + roots.filter(({ annotations }) => annotations?.[REF_NAME] === void 0).length);
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
    const writer = __using(_stack, await openDirectoryWriter(directory), true);
    await writer.finish(documents, descriptor);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function attachInRegistry(source, signatures, { context, reporter }) {
  const { openRegistryBundle, pushAttachment } = await import("./attach-in-registry-OXXRM57R.mjs");
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

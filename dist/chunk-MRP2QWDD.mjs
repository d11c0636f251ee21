import {
  pushBlob,
  repositoryHasBlob
} from "./chunk-NSSE4SJD.mjs";
import {
  manifestName,
  putManifest,
  resolveManifest
} from "./chunk-MHALAELM.mjs";
import {
  openSpool
} from "./chunk-INUHWA6T.mjs";
import {
  pushSignatures
} from "./chunk-Q2PNDJI3.mjs";
import {
  copyBundle
} from "./chunk-R4ROI4WS.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  openWhole_85
} from "./chunk-IGXA6UWY.mjs";
import {
  isManifestType_79
} from "./chunk-SJ3DJ5W3.mjs";
import {
  digester_82
} from "./chunk-GX6YAEWI.mjs";
import {
  openRegistry
} from "./chunk-COCKKZT3.mjs";
import {
  DEFAULT_TAG_119,
  formatPinned_119,
  formatReference_119,
  manifestOf_119
} from "./chunk-HNLNHLU6.mjs";
import {
  temporaryDirectory_38
} from "./chunk-A6YYFOED.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/sending/send-to-registry.ts
import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";

// src/channels/registry/publish-manifest.ts
async function publishManifest(repository, { descriptor: { digest, mediaType }, bytes }, { tag, digest: pinned }) {
  if (pinned !== void 0 && pinned !== digest) {
    throw new BundleError(
      "DIGEST_MISMATCH",
      `Cannot push to ${manifestName(repository, pinned)}: the bundle has ${digest}`,
      {
        hint: "Name a tag, and leave the digest out: it follows from the bundle."
      }
    );
  }
  const tags = tag === void 0 && pinned !== void 0 ? [] : [tag ?? DEFAULT_TAG_119];
  for (const reference of [digest, ...tags]) await putManifest(repository, { reference, mediaType, bytes });
  const visible = tags[0] ?? digest;
  const found = await resolveManifest(repository, visible);
  if (found === digest) return;
  const name = manifestName(repository, visible);
  throw new BundleError(
    "DIGEST_MISMATCH",
    `Cannot push ${name}: the registry has ${found ?? "nothing"}, expected ${digest}`,
    {
      hint: "Run it again. If it fails again, another job writes the same tag, or the registry changes manifests."
    }
  );
}

// src/channels/registry/spooled-blob.ts
function spoolBlob(file, doing, committed) {
  const hash = digester_82();
  let size = 0;
  return {
    async write(bytes) {
      const writing = file.writeFile(bytes);
      hash.update(bytes);
      await writing.catch((error) => {
        throw fromSystemError(error, doing);
      });
      size += bytes.byteLength;
    },
    async commit() {
      const digest = hash.digest();
      committed({ digest, size, read: (offset, length) => readFrom(file, offset, length) });
      return { digest, size };
    }
  };
}
async function readFrom(file, offset, length) {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, offset + done).catch((error) => {
      throw fromSystemError(error, "read a temporary file");
    });
    if (bytesRead === 0) throw new Error(`the temporary file ends after ${offset + done} bytes`);
    done += bytesRead;
  }
  return bytes;
}

// src/channels/registry/registry-writer.ts
var IN_FLIGHT = 4;
var SPOOLED = 2;
function openRegistryWriter(repository, { published, mountFrom, chunkSize, spoolDirectory }) {
  const failed = new AbortController();
  const signal = AbortSignal.any([repository.watch.signal, failed.signal]);
  const stack = new AsyncDisposableStack();
  const sizes = /* @__PURE__ */ new Map();
  const sending = /* @__PURE__ */ new Set();
  const manifests = [];
  let done = 0;
  let total = 0;
  const add = (bytes) => repository.watch.progress(done += bytes, total);
  const pushing = { mountFrom, chunkSize, onBytes: add };
  const push = async (digest, bytes) => {
    sizes.set(digest, bytes.size);
    const how = await pushBlob(repository, { digest, size: bytes.size }, bytes, { ...pushing, signal });
    if (how !== "sent") add(bytes.size);
  };
  const send = (blob, close) => {
    total += blob.size;
    const pushed = async () => {
      try {
        await push(blob.digest, blob);
        sending.delete(settled);
      } catch (error) {
        failed.abort(error);
      } finally {
        await close();
      }
    };
    const settled = pushed();
    sending.add(settled);
  };
  const wait = async (most) => {
    while (sending.size > most && !failed.signal.aborted) await Promise.race(sending);
    failed.signal.throwIfAborted();
  };
  return {
    async blob() {
      await wait(SPOOLED - 1);
      const file = stack.use(await openSpool(spoolDirectory));
      const doing = `write to a temporary file in ${spoolDirectory}, the directory of TMPDIR`;
      return spoolBlob(file, doing, (blob) => send(blob, () => file.close()));
    },
    async copyBlobs(blobs) {
      for (const { size } of blobs.values()) total += size;
      const queue = blobs.entries();
      const work = async () => {
        for (const [digest, bytes] of queue) await push(digest, bytes);
      };
      const workers = Array.from({ length: IN_FLIGHT }, work);
      try {
        await Promise.all(workers);
      } catch (error) {
        failed.abort(error);
        await Promise.allSettled(workers);
        throw error;
      }
    },
    async has({ digest, size }) {
      if (!await repositoryHasBlob(repository, digest, { signal }).catch(() => false)) return false;
      sizes.set(digest, size);
      return true;
    },
    async manifest(document) {
      manifests.push(document);
    },
    async finish(documents, descriptor) {
      await wait(0);
      const manifest = documents.find(({ digest }) => digest === descriptor.digest);
      if (manifest === void 0) throw new Error(`Cannot write manifest ${descriptor.digest}: its bytes are missing`);
      for (const document of documents) {
        if (isManifestType_79(document.mediaType)) continue;
        total += document.bytes.byteLength;
        await push(document.digest, inMemory(document));
      }
      const inner = documents.filter((document) => document !== manifest && isManifestType_79(document.mediaType));
      for (const document of [...manifests, ...inner]) {
        sizes.set(document.digest, document.bytes.byteLength);
        await putManifest(repository, { ...document, reference: document.digest });
      }
      await publishManifest(repository, { descriptor, bytes: manifest.bytes }, published);
      return [...sizes.values()].reduce((sum, size) => sum + size, descriptor.size);
    },
    async [Symbol.asyncDispose]() {
      failed.abort(new Error("the push was given up"));
      await Promise.all(sending);
      await stack.disposeAsync();
    }
  };
}
function inMemory({ bytes }) {
  return { size: bytes.byteLength, read: async (offset, length) => bytes.subarray(offset, offset + length) };
}

// src/commands/sending/send-to-registry.ts
async function sendToRegistry(source, target, { context, reporter }) {
  var _stack2 = [];
  try {
    const say = (text) => reporter.say(text);
    const debug = (text) => reporter.debug(text);
    const sole = source.kind !== "url" && source.kind !== "registry";
    const content = __using(_stack2, await openInput_81(source, context, { ...sourceReading(source, reporter), sole, say, debug }), true);
    const bundle = await openWhole_85(content);
    const progress = (done, total) => reporter.progress("send", done, total);
    const opened = await openRegistry(target, context, { sole, say, debug, progress });
    const { reference, repository } = opened;
    const before = await resolveManifest(repository, manifestOf_119(reference));
    const { digest } = bundle.found.root;
    if (before !== digest) {
      var _stack = [];
      try {
        const writer = __using(_stack, writerFor(opened, target), true);
        const spool = __using(_stack, await mkdtempDisposable(join(temporaryDirectory_38(), "ocx-bundle-")), true);
        await copyBundle(bundle, writer, { directory: spool.path, signal: context.signal });
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    }
    await pushSignatures(repository, { bundle, source, context, reporter });
    return {
      channel: "registry",
      status: before === void 0 ? "sent" : before === digest ? "kept" : "replaced",
      bundle: { name: bundle.name, digest: bundle.digest },
      name: formatReference_119(reference),
      names: [formatReference_119(reference)],
      size: await content.size(),
      reference: formatPinned_119(reference, digest)
    };
  } catch (_2) {
    var _error2 = _2, _hasError2 = true;
  } finally {
    var _promise2 = __callDispose(_stack2, _error2, _hasError2);
    _promise2 && await _promise2;
  }
}
function sourceReading({ kind }, reporter) {
  const progress = (done, total) => reporter.progress("fetch", done, total);
  return kind === "url" ? { whole: true, progress } : {};
}
function writerFor({ reference, repository }, { mountFrom = [], chunkSize }) {
  const spoolDirectory = temporaryDirectory_38();
  return openRegistryWriter(repository, { published: reference, mountFrom, chunkSize, spoolDirectory });
}

export {
  sendToRegistry,
  writerFor
};

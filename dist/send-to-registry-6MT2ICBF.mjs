import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  fromRegistryError,
  nameOf,
  putManifest,
  resolveManifest,
  transientIn
} from "./chunk-D2V7ECUZ.mjs";
import {
  openSpool
} from "./chunk-W2WNV3RT.mjs";
import {
  openInput
} from "./chunk-4QYGYWHA.mjs";
import {
  copyBundle
} from "./chunk-W54BGAAZ.mjs";
import "./chunk-7H2SUPW2.mjs";
import "./chunk-DBHZBBRJ.mjs";
import "./chunk-CQMURBZU.mjs";
import "./chunk-3J4RXAUB.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import {
  openBundle
} from "./chunk-QQXCOPHM.mjs";
import "./chunk-25RYL5EJ.mjs";
import "./chunk-YUE3TQ5N.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-47KHCRBR.mjs";
import "./chunk-J7RN6EX5.mjs";
import "./chunk-CZ2U25SC.mjs";
import "./chunk-EQADGZVT.mjs";
import {
  openRegistry
} from "./chunk-MPB7XQAC.mjs";
import "./chunk-PT42CRVS.mjs";
import "./chunk-MPRV557D.mjs";
import {
  DEFAULT_TAG,
  formatPinned,
  formatReference,
  manifestOf
} from "./chunk-KONVVQEL.mjs";
import {
  temporaryDirectory
} from "./chunk-BFFDGZUO.mjs";
import "./chunk-X7IOCUMK.mjs";
import {
  HttpError,
  followAddress,
  retry
} from "./chunk-4VH6ZU5X.mjs";
import "./chunk-3QTZOCDB.mjs";
import {
  digester
} from "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
import {
  fromSystemError
} from "./chunk-JBU255CI.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/send-to-registry.ts
import { mkdtempDisposable } from "node:fs/promises";
import { join } from "node:path";

// src/channels/registry/publish-manifest.ts
async function publishManifest(repository, { descriptor: { digest, mediaType }, bytes }, { tag, digest: pinned }) {
  if (pinned !== void 0 && pinned !== digest) {
    throw new BundleError("DIGEST_MISMATCH", `Cannot push to ${nameOf(repository, pinned)}: the bundle has ${digest}`, {
      hint: "Name a tag, and leave the digest out: it follows from the bundle."
    });
  }
  const tags = tag === void 0 && pinned !== void 0 ? [] : [tag ?? DEFAULT_TAG];
  for (const reference of [digest, ...tags]) await putManifest(repository, { reference, mediaType, bytes });
  const visible = tags[0] ?? digest;
  const found = await resolveManifest(repository, visible);
  if (found === digest) return;
  const name = nameOf(repository, visible);
  throw new BundleError(
    "DIGEST_MISMATCH",
    `Cannot push ${name}: the registry has ${found ?? "nothing"}, expected ${digest}`,
    {
      hint: "Run it again. If it fails again, another job writes the same tag, or the registry changes manifests."
    }
  );
}

// src/channels/registry/push-blob.ts
import { Readable } from "node:stream";

// src/channels/registry/upload-session.ts
var PATIENCE = 5e3;
async function hasBlob(repository, digest, { instead, signal }) {
  const target = `blobs/${digest}`;
  const { message } = await repository.send({ method: "HEAD", target, accept: [404], action: "pull", instead, signal });
  message.destroy();
  return message.statusCode !== 404;
}
async function openSession(repository, signal) {
  const answer = await post(repository, "blobs/uploads/", { signal });
  return { location: locationOf(answer) };
}
async function mountBlob(repository, digest, { from, signal }) {
  const target = `blobs/uploads/?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from)}`;
  try {
    const answer = await post(repository, target, { from, signal });
    return answer.message.statusCode === 201 ? "mounted" : { location: locationOf(answer) };
  } catch (error) {
    if (error instanceof HttpError) return void 0;
    throw error;
  }
}
async function post(repository, target, { from, signal }) {
  const headers = { "content-length": 0 };
  const answer = await repository.send({ method: "POST", target, headers, action: "push", from, signal });
  answer.message.destroy();
  return answer;
}
async function closeSession(repository, { location }, { blob: { digest, size }, start, body, signal }) {
  const { message } = await repository.send({
    method: "PUT",
    target: withDigest(location, digest),
    headers: {
      "content-type": "application/octet-stream",
      "content-length": size - start,
      ...start > 0 && { "content-range": `${start}-${size - 1}` }
    },
    body,
    action: "push",
    signal
  });
  message.destroy();
  const stored = message.headers["docker-content-digest"];
  if (stored === void 0 || stored === digest) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot push blob ${digest}: the registry stored other bytes`);
}
async function statusOf(repository, session, signal) {
  try {
    const answer = await repository.send({ method: "GET", target: session.location, action: "push", signal });
    answer.message.destroy();
    if (answer.message.statusCode !== 204) return void 0;
    if (answer.message.headers.location !== void 0) session.location = locationOf(answer);
    return acknowledged(answer.message);
  } catch (error) {
    if (error instanceof HttpError) return void 0;
    throw error;
  }
}
function acknowledged({ headers: { range = "" } }) {
  const [, last] = /^(?:bytes=)?0-(-?\d+)$/.exec(range) ?? [];
  const end = Number(last);
  return end > 0 ? end + 1 : void 0;
}
async function cancelSession(repository, { location }) {
  const signal = AbortSignal.timeout(PATIENCE);
  await repository.send({ method: "DELETE", target: location, action: "push", signal }).then(
    ({ message }) => message.destroy(),
    () => {
    }
  );
}
function locationOf({ message, url }) {
  const { location } = message.headers;
  if (location !== void 0) return followAddress(location, url);
  throw new BundleError("SERVICE_FAILED", `Cannot push to ${url.host}: its answer names no address for the upload`);
}
function withDigest(location, digest) {
  const url = new URL(location);
  url.search = `${url.search === "" ? "?" : `${url.search}&`}digest=${encodeURIComponent(digest)}`;
  return url;
}

// src/channels/registry/push-blob.ts
var CHUNK = 1024 * 1024;
var LOST = /* @__PURE__ */ new Set([400, 404, 416]);
async function pushBlob(repository, blob, bytes, { mountFrom = [], onBytes = () => {
}, signal }) {
  const { host, repository: name } = repository.name;
  const doing = `push blob ${blob.digest} to ${host}/${name}`;
  const { watch } = repository;
  const upload = openUpload(repository, { blob, bytes, mountFrom, onBytes, signal });
  const transient = transientIn(repository);
  const mayPass = (error) => upload.lost(error) ? { reason: "the registry has lost the upload" } : transient(error);
  try {
    return await retry(upload.attempt, { transient: mayPass, say: watch.say, doing, signal, reached: upload.reached });
  } catch (error) {
    await upload.cancel();
    signal.throwIfAborted();
    throw await fromRegistryError(error, repository, { doing, action: "push" });
  }
}
function openUpload(repository, options) {
  const { blob, mountFrom, onBytes, signal } = options;
  let session;
  let acknowledged2 = 0;
  let failure;
  const begin = async () => {
    acknowledged2 = 0;
    for (const from of mountFrom) {
      if (!await isIn(repository, from, options)) continue;
      const mounted = await mountBlob(repository, blob.digest, { from, signal });
      if (mounted !== void 0) return mounted;
    }
    return openSession(repository, signal);
  };
  const send = async (opened) => {
    let read = 0;
    const tell = (count) => {
      read += count;
      onBytes(count);
    };
    const body = () => Readable.from(readBlob({ ...options, onBytes: tell }, acknowledged2), { objectMode: false });
    await closeSession(repository, opened, { blob, start: acknowledged2, body, signal }).catch((error) => {
      onBytes(-read);
      throw failure = error;
    });
  };
  return {
    async attempt() {
      if (await hasBlob(repository, blob.digest, { signal })) return "there";
      if (session !== void 0) acknowledged2 = await statusOf(repository, session, signal) ?? 0;
      if (acknowledged2 === 0 || acknowledged2 >= blob.size) session = void 0;
      if (session === void 0) {
        const begun = await begin();
        if (begun === "mounted") return "mounted";
        session = begun;
      }
      try {
        await send(session);
        session = void 0;
        return "sent";
      } catch (error) {
        if (error instanceof HttpError && LOST.has(error.status)) session = void 0;
        throw error;
      }
    },
    lost: (error) => error === failure && error instanceof HttpError && (acknowledged2 > 0 || error.status === 404),
    reached: () => acknowledged2,
    async cancel() {
      if (session !== void 0) await cancelSession(repository, session);
    }
  };
}
async function isIn(repository, from, { blob, signal }) {
  return hasBlob(repository, blob.digest, { instead: from, signal }).catch((error) => {
    if (error instanceof HttpError) return false;
    throw error;
  });
}
async function* readBlob({ blob, bytes, onBytes, signal }, start) {
  const hash = digester();
  for (let done = start; done < blob.size; ) {
    signal.throwIfAborted();
    const piece = await bytes.read(done, Math.min(CHUNK, blob.size - done));
    done += piece.byteLength;
    hash.update(piece);
    if (done === blob.size && start === 0) checkDigest(blob.digest, hash.digest());
    yield piece;
    onBytes(piece.byteLength);
  }
}
function checkDigest(expected, found) {
  if (found === expected) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot push blob ${expected}: got ${found}`);
}

// src/channels/registry/spooled-blob.ts
function spoolBlob(file, doing, committed) {
  const hash = digester();
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
function openRegistryWriter(repository, { published, mountFrom, spoolDirectory }) {
  const failed = new AbortController();
  const signal = AbortSignal.any([repository.watch.signal, failed.signal]);
  const stack = new AsyncDisposableStack();
  const sizes = /* @__PURE__ */ new Map();
  const sending = /* @__PURE__ */ new Set();
  let done = 0;
  let total = 0;
  const add = (bytes) => repository.watch.progress(done += bytes, total);
  const push = async (digest, bytes) => {
    sizes.set(digest, bytes.size);
    const how = await pushBlob(repository, { digest, size: bytes.size }, bytes, { mountFrom, onBytes: add, signal });
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
    async finish(documents, descriptor) {
      await wait(0);
      const manifest = documents.find(({ digest }) => digest === descriptor.digest);
      if (manifest === void 0) throw new Error(`Cannot write manifest ${descriptor.digest}: its bytes are missing`);
      for (const document of documents) {
        if (document === manifest) continue;
        total += document.bytes.byteLength;
        await push(document.digest, inMemory(document));
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

// src/commands/send-to-registry.ts
async function sendToRegistry(source, target, { context, reporter }) {
  var _stack2 = [];
  try {
    const say = (text) => reporter.say(text);
    const debug = (text) => reporter.debug(text);
    const sole = source.kind !== "url" && source.kind !== "registry";
    const content = __using(_stack2, await openInput(source, context, { ...sourceReading(source, reporter), sole, say, debug }), true);
    const bundle = await openBundle(content);
    const progress = (done, total) => reporter.progress("send", done, total);
    const opened = await openRegistry(target, context, { sole, say, debug, progress });
    const { reference, repository } = opened;
    const before = await resolveManifest(repository, manifestOf(reference));
    if (before !== bundle.digest) {
      var _stack = [];
      try {
        const writer = __using(_stack, writerFor(opened, target), true);
        const spool = __using(_stack, await mkdtempDisposable(join(temporaryDirectory(), "ocx-bundle-")), true);
        await copyBundle(bundle, writer, { directory: spool.path, signal: context.signal });
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    }
    return {
      channel: "registry",
      status: before === void 0 ? "sent" : before === bundle.digest ? "kept" : "replaced",
      bundle: { name: bundle.name, digest: bundle.digest },
      name: formatReference(reference),
      names: [formatReference(reference)],
      size: await content.size(),
      reference: formatPinned(reference, bundle.digest)
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
function writerFor({ reference, repository }, { mountFrom = [] }) {
  return openRegistryWriter(repository, { published: reference, mountFrom, spoolDirectory: temporaryDirectory() });
}
export {
  sendToRegistry,
  writerFor
};

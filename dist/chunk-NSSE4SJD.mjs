import {
  digester_82
} from "./chunk-GX6YAEWI.mjs";
import {
  fromRegistryError,
  transientIn
} from "./chunk-PBA2ENII.mjs";
import {
  HttpError,
  discard,
  followAddress,
  retry
} from "./chunk-3E74XSBN.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/channels/registry/push-blob.ts
import { Readable } from "node:stream";

// src/channels/registry/upload-session.ts
var PATIENCE = 5e3;
async function repositoryHasBlob(repository, digest, { instead, signal }) {
  const target = `blobs/${digest}`;
  const { message } = await repository.send({ method: "HEAD", target, accept: [404], action: "pull", instead, signal });
  await discard(message);
  return message.statusCode !== 404;
}
async function openSession(repository, signal) {
  const answer = await post(repository, "blobs/uploads/", { signal });
  return sessionOf(answer);
}
function sessionOf(answer) {
  const least = Number(answer.message.headers["oci-chunk-min-length"] ?? 0);
  return { location: locationOf(answer), leastChunk: Number.isSafeInteger(least) ? least : 0 };
}
async function mountBlob(repository, digest, { from, signal }) {
  const target = `blobs/uploads/?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from)}`;
  try {
    const answer = await post(repository, target, { from, signal });
    return answer.message.statusCode === 201 ? "mounted" : sessionOf(answer);
  } catch (error) {
    if (error instanceof HttpError) return void 0;
    throw error;
  }
}
async function post(repository, target, { from, signal }) {
  const headers = { "content-length": 0 };
  const answer = await repository.send({ method: "POST", target, headers, action: "push", from, signal });
  await discard(answer.message);
  return answer;
}
async function sendChunk(repository, session, { start, end, body, signal }) {
  const headers = {
    "content-type": "application/octet-stream",
    "content-length": end - start,
    "content-range": `${start}-${end - 1}`
  };
  const target = session.location;
  const answer = await repository.send({ method: "PATCH", target, headers, body, action: "push", signal });
  await discard(answer.message);
  session.location = locationOf(answer);
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
  await discard(message);
  const stored = message.headers["docker-content-digest"];
  if (stored === void 0 || stored === digest) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot push blob ${digest}: the registry stored other bytes`);
}
async function statusOf(repository, session, signal) {
  try {
    const answer = await repository.send({ method: "GET", target: session.location, action: "push", signal });
    await discard(answer.message);
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
    ({ message }) => discard(message),
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
var CUT_HINT = "If it breaks off after the same time or size each time, the registry or a proxy before it has a limit: raise it (zot: http.readTimeout), or send chunks with `--chunk-size 90MiB` (input `chunk-size`).";
async function pushBlob(repository, blob, bytes, { mountFrom = [], chunkSize, onBytes = () => {
}, signal }) {
  const { host, repository: name } = repository.name;
  const doing = `push blob ${blob.digest} to ${host}/${name}`;
  const { watch } = repository;
  const upload = openUpload(repository, { blob, bytes, mountFrom, chunkSize, onBytes, signal });
  const transient = transientIn(repository);
  const mayPass = (error) => upload.lost(error) ? { reason: "the registry has lost the upload" } : transient(error);
  try {
    return await retry(upload.attempt, { transient: mayPass, say: watch.say, doing, signal, reached: upload.reached });
  } catch (error) {
    await upload.cancel();
    signal.throwIfAborted();
    if (upload.failed(error) && error instanceof BundleError && error.code === "NETWORK_FAILED")
      throw new BundleError(error.code, error.message, { cause: error, hint: CUT_HINT });
    throw await fromRegistryError(error, repository, { doing, action: "push" });
  }
}
async function isInRegistry(repository, blob, { mountFrom = [], signal }) {
  const { name, watch } = repository;
  const doing = `look for blob ${blob.digest} in ${name.host}/${name.repository}`;
  const attempt = async () => {
    if (await repositoryHasBlob(repository, blob.digest, { signal })) return true;
    for (const from of mountFrom) if (await isIn(repository, from, { blob, signal })) return true;
    return false;
  };
  try {
    return await retry(attempt, { transient: transientIn(repository), say: watch.say, doing, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw await fromRegistryError(error, repository, { doing, action: "push" });
  }
}
function openUpload(repository, options) {
  const { blob, mountFrom, onBytes, signal } = options;
  let session;
  let acknowledged2 = 0;
  let failure;
  const readFrom = openReader(options);
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
    const rest = (end) => {
      const start = acknowledged2;
      const body = () => Readable.from(readFrom(start, end, tell), { objectMode: false });
      return { blob, start, end, body, signal };
    };
    const most = Math.max(options.chunkSize ?? blob.size, opened.leastChunk);
    try {
      while (blob.size - acknowledged2 > most) {
        read = 0;
        const end = acknowledged2 + most;
        await sendChunk(repository, opened, rest(end));
        acknowledged2 = end;
      }
      read = 0;
      await closeSession(repository, opened, rest(blob.size));
    } catch (error) {
      onBytes(-read);
      throw failure = error;
    }
  };
  return {
    async attempt() {
      if (await repositoryHasBlob(repository, blob.digest, { signal })) return "there";
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
    failed: (error) => error === failure,
    lost: (error) => error === failure && error instanceof HttpError && (acknowledged2 > 0 || error.status === 404),
    reached: () => acknowledged2,
    async cancel() {
      if (session !== void 0) await cancelSession(repository, session);
    }
  };
}
async function isIn(repository, from, { blob, signal }) {
  return repositoryHasBlob(repository, blob.digest, { instead: from, signal }).catch((error) => {
    if (error instanceof HttpError) return false;
    throw error;
  });
}
function openReader({ blob, bytes, signal }) {
  let hash = digester_82();
  let hashed = 0;
  return async function* (start, end, onBytes) {
    if (start === 0) {
      hash = digester_82();
      hashed = 0;
    }
    for (let done = start; done < end; ) {
      signal.throwIfAborted();
      const piece = await bytes.read(done, Math.min(CHUNK, end - done));
      if (done === hashed) {
        hash.update(piece);
        hashed += piece.byteLength;
        if (hashed === blob.size) checkDigest(blob.digest, hash.digest());
      }
      done += piece.byteLength;
      yield piece;
      onBytes(piece.byteLength);
    }
  };
}
function checkDigest(expected, found) {
  if (found === expected) return;
  throw new BundleError("DIGEST_MISMATCH", `Cannot push blob ${expected}: got ${found}`);
}

export {
  repositoryHasBlob,
  pushBlob,
  isInRegistry
};

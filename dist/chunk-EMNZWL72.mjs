import {
  parseContentRange,
  requestFollowing,
  strongEtag
} from "./chunk-O3JRH7UT.mjs";
import {
  digester_82
} from "./chunk-GX6YAEWI.mjs";
import {
  MAX_UNSIZED
} from "./chunk-M77KPOTZ.mjs";
import {
  fromStorageError
} from "./chunk-RBBAEUAX.mjs";
import {
  HttpError,
  bytesOf,
  networkFailure,
  retry,
  transientHttp
} from "./chunk-3E74XSBN.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/http/download.ts
import { open, rm } from "node:fs/promises";
var MOST_REFUSALS = 3;
async function download(options) {
  const { path } = options;
  options.watch.signal.throwIfAborted();
  const file = await open(path, "wx").catch((error) => {
    throw fromSystemError(error, `create ${path}`);
  });
  try {
    const downloaded = await fillFile(file, options);
    await file.close().catch((error) => {
      throw fromSystemError(error, `write ${path}`);
    });
    return downloaded;
  } catch (error) {
    await file.close().catch(() => {
    });
    await rm(path, { force: true });
    throw error;
  }
}
async function fillFile(file, options) {
  const { locate, name, expected, watch } = options;
  const sink = openSink(file, options);
  let location;
  let url = "";
  let refusals = 0;
  let final;
  const attempt = async () => {
    location ??= await locate().catch((error) => {
      throw final = error;
    });
    ({ url } = location);
    const message = await requestRange(location, sink, watch).catch((error) => {
      if (!isRefusedAddress(error)) throw error;
      location = void 0;
      refusals++;
      throw error;
    });
    refusals = 0;
    await receive(message, url, sink);
  };
  const transient = (error) => {
    if (error === final) return void 0;
    if (isRefusedAddress(error) && refusals < MOST_REFUSALS)
      return { reason: `the address is refused, ${error.message}` };
    return transientHttp(error);
  };
  const doing = `download ${name}`;
  try {
    await retry(attempt, { transient, say: watch.say, doing, signal: watch.signal, reached: () => sink.size });
  } catch (error) {
    watch.signal.throwIfAborted();
    if (error === final) throw error;
    throw options.explain?.(error, doing) ?? fromStorageError(error, { doing, url });
  }
  const downloaded = { size: sink.size, digest: sink.digest() };
  if (downloaded.size !== (expected.size ?? downloaded.size)) throw wrongSize(name, downloaded.size, expected.size);
  if (downloaded.digest === (expected.digest ?? downloaded.digest)) return downloaded;
  throw mismatch(name, downloaded.digest, expected.digest ?? "");
}
function isRefusedAddress(error) {
  return error instanceof HttpError && (error.status === 401 || error.status === 403);
}
function openSink(file, { name, path, expected, most = MAX_UNSIZED, watch }) {
  let hash = digester_82();
  let size = 0;
  const sink = {
    name,
    get size() {
      return size;
    },
    total: expected.size,
    etag: void 0,
    get resumable() {
      return sink.etag !== void 0 || expected.digest !== void 0;
    },
    async write(bytes) {
      const end = size + bytes.byteLength;
      if (sink.total === void 0 && end > most) throw tooLong(name, most);
      if (sink.total !== void 0 && end > sink.total) throw wrongSize(name, end, sink.total);
      for (let done = 0; done < bytes.byteLength; ) {
        const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, size + done).catch((error) => {
          throw fromSystemError(error, `write ${path}`);
        });
        done += bytesWritten;
      }
      hash.update(bytes);
      size += bytes.byteLength;
      watch.progress(size, Math.max(size, sink.total ?? size));
    },
    async reset() {
      await file.truncate(0).catch((error) => {
        throw fromSystemError(error, `write ${path}`);
      });
      hash = digester_82();
      size = 0;
      sink.etag = void 0;
      sink.total = expected.size;
    },
    digest: () => hash.digest()
  };
  return sink;
}
function mismatch(name, found, expected) {
  return new BundleError("DIGEST_MISMATCH", `Cannot download ${name}: got ${found}, expected ${expected}`);
}
function wrongSize(name, found, expected) {
  return mismatch(name, `${found} bytes`, `${expected}`);
}
function tooLong(name, most) {
  return new BundleError("LIMIT_EXCEEDED", `Cannot download ${name}: it does not end after ${most} bytes`, {
    hint: "Make the server send the size of the file (header Content-Length), or correct the address."
  });
}
async function requestRange(location, sink, { signal, debug }) {
  if (sink.size > 0 && !sink.resumable) await sink.reset();
  const rest = sink.size > 0 && {
    range: `bytes=${sink.size}-`,
    ...sink.etag !== void 0 && { "if-range": sink.etag }
  };
  const headers = { "accept-encoding": "identity", ...rest };
  const { message } = await requestFollowing({ location, headers, accept: [416], signal, debug });
  return message;
}
async function receive(message, url, sink) {
  try {
    if (!await readHead(message, url, sink)) return;
    for await (const bytes of bytesOf(message)) await sink.write(bytes);
  } finally {
    message.destroy();
  }
  if (sink.total !== void 0 && sink.size < sink.total) {
    throw networkFailure(new Error(`the answer ended after ${sink.size} of ${sink.total} bytes`), url);
  }
}
async function readHead(message, url, sink) {
  const { statusCode: status, headers } = message;
  const range = parseContentRange(headers["content-range"]);
  if (status === 416 && sink.size > 0 && (range?.total ?? sink.total) === sink.size) return false;
  const etag = strongEtag(headers.etag);
  const moved = sink.etag !== void 0 && etag !== void 0 && etag !== sink.etag;
  if (status === 416 || status === 206 && (range?.start !== sink.size || moved)) {
    await sink.reset();
    throw networkFailure(new Error("it sent another range than the requested one"), url);
  }
  if (status !== 200 && status !== 206) throw unusable(sink.name, `an answer of status ${status}`);
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") throw unusable(sink.name, `bytes in the encoding ${encoding}`);
  if (status === 200 && sink.size > 0) await sink.reset();
  sink.etag = etag;
  const length = headers["content-length"];
  const whole = range?.total ?? (length === void 0 ? void 0 : sink.size + Number(length));
  if (sink.total !== void 0 && whole !== void 0 && whole !== sink.total)
    throw wrongSize(sink.name, whole, sink.total);
  sink.total ??= whole;
  return true;
}
function unusable(name, found) {
  return new BundleError(
    "SERVICE_FAILED",
    `Cannot download ${name}: the service sent ${found}, expected the bytes of the file`
  );
}

export {
  download
};

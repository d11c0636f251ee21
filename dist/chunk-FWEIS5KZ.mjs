import {
  parseContentRange,
  requestFollowing,
  strongEtag
} from "./chunk-O3JRH7UT.mjs";
import {
  fromHttpError
} from "./chunk-RBBAEUAX.mjs";
import {
  HttpError,
  bytesOf,
  networkFailure,
  pauseOf,
  retry,
  transientHttp
} from "./chunk-3E74XSBN.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/io/remote-file.ts
var RangesIgnored = class extends Error {
  name = "RangesIgnored";
};
async function fetchRun(file, run, signal) {
  const bytes = new Uint8Array(run.length);
  let done = 0;
  const write = async (some) => {
    bytes.set(some, done);
    done += some.byteLength;
  };
  await file.fetch(run, write, signal).catch((error) => {
    if (!(error instanceof RangesIgnored)) throw error;
    done = 0;
    return file.fetch(run, write, signal);
  });
  return bytes;
}

// src/http/remote-address.ts
import { isDeepStrictEqual } from "node:util";
var MOST_REFUSALS = 3;
function remoteAddress(locate, debug) {
  const final = /* @__PURE__ */ new WeakSet();
  let current;
  let refusals = 0;
  const find = () => {
    const found = locate().then(
      (first) => ({ first, now: first }),
      (error) => {
        if (current === found) current = void 0;
        if (error instanceof Error) final.add(error);
        throw error;
      }
    );
    return found;
  };
  const renew = async ({ first, now }, error) => {
    refusals += 1;
    current = find();
    const next = await current;
    if (now === first && isDeepStrictEqual(next.first, first) || refusals >= MOST_REFUSALS) final.add(error);
  };
  return {
    async ask(headers, signal) {
      current ??= find();
      const used = current;
      const located = await used;
      try {
        const { message, location } = await requestFollowing({
          location: located.now,
          headers,
          accept: [416],
          signal,
          debug
        });
        refusals = 0;
        if (current === used && location !== located.now)
          current = Promise.resolve({ first: located.first, now: location });
        return message;
      } catch (error) {
        if (isRefusedAddress(error) && current === used) await renew(located, error);
        throw error;
      }
    },
    transient(error) {
      if (error instanceof Error && final.has(error)) return void 0;
      if (isRefusedAddress(error)) return { reason: `the address is refused, ${error.message}` };
      return transientHttp(error);
    }
  };
}
function isRefusedAddress(error) {
  return error instanceof HttpError && (error.status === 401 || error.status === 403) && pauseOf(error.headers) === void 0;
}

// src/http/remote-facts.ts
function remoteFacts(name, expected) {
  let size;
  let etag;
  const learnSize = (found) => {
    if (!Number.isSafeInteger(found)) throw unusable(name, `claims a size of ${found} bytes`);
    if (expected !== void 0 && found !== expected) {
      const what = `the server has ${found} bytes, expected ${expected}`;
      throw new BundleError("DIGEST_MISMATCH", `Cannot fetch ${name}: ${what}`);
    }
    if (size !== void 0 && found !== size) throw changed(name, `it had ${size} bytes, and has ${found} now`);
    size = found;
  };
  const learnEtag = (found) => {
    if (etag !== void 0 && found !== void 0 && found !== etag) throw changed(name, "its ETag has changed");
    etag ??= found;
  };
  return {
    get size() {
      return size ?? expected;
    },
    ranged: true,
    check({ statusCode: status, headers }, asked) {
      const range = parseContentRange(headers["content-range"]);
      if (status === 416 && asked !== void 0) {
        if (range?.total !== void 0) learnSize(range.total);
        if (size === 0 && asked.start === 0) return "range";
        throw unusable(name, `refuses bytes ${asked.start} to ${asked.end} of it`);
      }
      const encoding = headers["content-encoding"] ?? "identity";
      if (encoding !== "identity") throw unusable(name, `sent bytes in the encoding ${encoding}`);
      learnEtag(strongEtag(headers.etag));
      if (status === 200) {
        const { "content-length": length } = headers;
        if (length !== void 0) learnSize(Number(length));
        return "whole";
      }
      if (status !== 206 || asked === void 0) throw unusable(name, `sent an answer of status ${status}`);
      if (range?.total !== void 0) learnSize(range.total);
      const end = Math.min(asked.end, size ?? expected ?? 0);
      if (range?.start !== asked.start || range.end === void 0 || range.end <= range.start || range.end > end)
        throw unusable(name, `sent another range than bytes ${asked.start} to ${asked.end}`);
      return "range";
    },
    ended: (found) => {
      if (size === void 0) learnSize(found);
    }
  };
}
function changed(name, how) {
  return new BundleError("FILE_CHANGED", `Cannot fetch ${name}: ${how}`, {
    hint: "Run it again: the file on the server was replaced while it was read."
  });
}
function unusable(name, found) {
  return new BundleError(
    "SERVICE_FAILED",
    `Cannot fetch ${name}: the server ${found}, expected the bytes of the file`,
    {
      hint: "Check the server and the proxies before it: they must send the file unchanged."
    }
  );
}

// src/http/open-remote-file.ts
function remoteFile(options) {
  return open(options).file;
}
async function openRemoteFile(options, length) {
  const { file, transfer } = open(options);
  const start = [];
  const keep = async (bytes) => void start.push(bytes);
  const whole = await transfer({ offset: 0, length }, keep, options.signal);
  if (whole === void 0) return { ranged: true, file, start: Buffer.concat(start) };
  const all = { offset: 0, length: Number.POSITIVE_INFINITY };
  return {
    ranged: false,
    file,
    async readAll(write, signal) {
      await transfer(all, write, AbortSignal.any([options.signal, signal]), whole);
    }
  };
}
function open(options) {
  const { name, received = () => void 0, explain = fromHttpError } = options;
  const facts = remoteFacts(name, options.size);
  const address = remoteAddress(options.locate, options.debug);
  const doing = `fetch ${name}`;
  const transfer = async ({ offset, length }, write, signal, begun) => {
    if (length === 0) return void 0;
    let position = offset;
    let first = begun;
    const end = () => Math.min(offset + length, facts.size ?? Number.POSITIVE_INFINITY);
    const receive = async (message, start) => {
      let at = start;
      for await (const bytes of bytesOf(message)) {
        received(bytes.byteLength);
        const wanted = bytes.subarray(Math.max(0, position - at), Math.max(0, end() - at));
        at += bytes.byteLength;
        if (wanted.byteLength > 0) await write(wanted);
        position += wanted.byteLength;
        if (position >= end() && !message.complete) return;
      }
      if (!facts.ranged) facts.ended(at);
      if (position >= end()) return;
      throw networkFailure(new Error(`the answer ended after ${position} of ${end()} bytes`), message.url ?? "");
    };
    const attempt = async () => {
      const asked = facts.ranged ? { start: position, end: offset + length } : void 0;
      const message = first ?? await address.ask(headersOf(asked), signal);
      let kept = false;
      try {
        const body = message === first ? "whole" : facts.check(message, asked);
        first = void 0;
        kept = body === "whole" && asked !== void 0;
        if (kept) facts.ranged = false;
        else await receive(message, body === "whole" ? 0 : position);
      } finally {
        if (!kept) message.destroy();
      }
      return kept ? message : void 0;
    };
    const reached = () => position;
    try {
      return await retry(attempt, { transient: address.transient, say: options.say, doing, signal, reached });
    } catch (error) {
      signal.throwIfAborted();
      throw explain(error, doing);
    }
  };
  const file = {
    name,
    get size() {
      return facts.size;
    },
    async fetch(run, write, given) {
      const whole = await transfer(run, write, AbortSignal.any([options.signal, given]));
      if (whole === void 0) return;
      whole.destroy();
      throw new RangesIgnored(`${name} is sent whole only`);
    }
  };
  return { file, transfer };
}
function headersOf(asked) {
  return { "accept-encoding": "identity", ...asked && { range: `bytes=${asked.start}-${asked.end - 1}` } };
}

export {
  RangesIgnored,
  fetchRun,
  remoteFile,
  openRemoteFile
};

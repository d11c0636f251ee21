import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  RangesIgnored,
  fetchAhead,
  fetchRun,
  planRequests,
  remoteBytes
} from "./chunk-KHY6NKSQ.mjs";
import {
  INDEX_FILE,
  LAYOUT_FILE,
  blobPath,
  checkKind,
  openTarLayout,
  placesBehind,
  readLayout,
  scanMembers
} from "./chunk-5KGMDXVC.mjs";
import {
  BLOCK_SIZE,
  END_SIZE,
  FILE,
  MAX_TRAILER,
  decodeHeader,
  openPipe,
  padding
} from "./chunk-6CKKONBI.mjs";
import {
  HttpError,
  bytesOf,
  fromHttpError,
  networkFailure,
  parseContentRange,
  pauseOf,
  requestFollowing,
  retry,
  strongEtag,
  transientHttp
} from "./chunk-QCTRRTFO.mjs";
import {
  BundleError
} from "./chunk-5HOQBOAW.mjs";

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
        if (position >= end()) return;
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
    const reached = () => position - offset;
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

// src/io/join-remote.ts
function joinRemote(name, joined) {
  const parts = [];
  let total = 0;
  for (const { file, size } of joined) {
    parts.push({ file, start: total, end: total + size });
    total += size;
  }
  let ranged = true;
  return {
    name,
    size: total,
    async fetch({ offset, length }, write, signal) {
      for (const { file, start, end } of parts) {
        let from = Math.max(offset, start);
        const to = Math.min(offset + length, end);
        if (from >= to) continue;
        const take = async (bytes) => {
          await write(bytes);
          from += bytes.byteLength;
        };
        const fetch = () => file.fetch({ offset: from - start, length: to - from }, take, signal);
        try {
          await fetch();
        } catch (error) {
          if (!(error instanceof RangesIgnored)) throw error;
          const isNew = ranged;
          ranged = false;
          if (isNew) throw error;
          await fetch();
        }
      }
    }
  };
}

// src/http/open-joined.ts
async function openJoined(name, pieces, length) {
  const [first, ...others] = pieces;
  if (first === void 0) throw new Error(`${name} has no parts`);
  if (others.length === 0) return openRemoteFile(first, length);
  const file = joinRemote(
    name,
    pieces.map((piece) => ({ file: remoteFile(piece), size: piece.size ?? 0 }))
  );
  const run = { offset: 0, length: Math.min(length, file.size ?? 0) };
  return { ranged: true, file, start: await fetchRun(file, run, first.signal) };
}

// src/layout/remote-head.ts
var MIB = 1024 * 1024;
var AHEAD = MIB;
var MOST_KEPT = 24 * MIB;
function remoteHead(file, start, signal) {
  const total = file.size ?? start.byteLength;
  let kept = start;
  const checkEnd = (end) => {
    if (end <= total) return;
    const found = `it ends after ${total} bytes, expected at least ${end}`;
    throw new BundleError("BUNDLE_TRUNCATED", `Cannot read ${file.name}: ${found}`);
  };
  return {
    file: {
      name: file.name,
      size: total,
      async fetch({ offset, length }, write, stop) {
        const there = kept.subarray(offset, offset + length);
        if (there.byteLength > 0) await write(there);
        const rest = { offset: offset + there.byteLength, length: length - there.byteLength };
        if (rest.length > 0) await file.fetch(rest, write, stop);
      }
    },
    lacking: ({ start: from, end }) => Math.max(0, end - Math.max(from, kept.byteLength)),
    checkEnd,
    length: total,
    size: async () => total,
    async read(offset, length) {
      const end = offset + length;
      checkEnd(end);
      if (end > MOST_KEPT) return fetchRun(file, { offset, length }, signal);
      if (end > kept.byteLength) {
        const from = kept.byteLength;
        const more = { offset: from, length: Math.min(end + AHEAD, MOST_KEPT, total) - from };
        kept = Buffer.concat([kept, await fetchRun(file, more, signal)]);
      }
      return kept.subarray(offset, end);
    }
  };
}

// src/layout/streamed-tar.ts
import { once } from "node:events";
import { PassThrough } from "node:stream";
async function openStreamedTar({ source, readAll, spoolDirectory, name }) {
  return openTarLayout(await openPipe(streamOf(readAll), spoolDirectory, source), { streaming: true, name });
}
function streamOf(readAll) {
  const stream = new PassThrough();
  const closed = new AbortController();
  stream.once("close", () => closed.abort(new Error("nobody reads any more")));
  const write = async (bytes) => {
    closed.signal.throwIfAborted();
    if (!stream.write(bytes)) await once(stream, "drain", { signal: closed.signal });
  };
  readAll(write, closed.signal).then(
    () => stream.end(),
    (error) => stream.destroy(error)
  );
  return stream;
}

// src/layout/remote-tar.ts
var FIRST_REQUEST = 256 * 1024;
async function openRemoteTar(opened, options) {
  const { file } = opened;
  if (!opened.ranged) {
    const streamed = await openStreamedTar({ ...options, source: file.name, readAll: opened.readAll });
    return {
      ...streamed,
      remote: wholeAmounts(file, options),
      size: async () => file.size ?? streamed.size(),
      finish: async () => {
      }
    };
  }
  const head = remoteHead(file, opened.start, options.signal);
  await checkKind({ name: file.name, ...head });
  return orderedTar(file, head, options);
}
function orderedTar(file, head, options) {
  const { signal } = options;
  const scan = scanMembers(head);
  const runs = /* @__PURE__ */ new Map();
  let places;
  let ahead;
  let streamed;
  const readAll = (write, stop) => head.file.fetch({ offset: 0, length: head.length }, write, stop);
  const stream = async () => {
    streamed ??= await openStreamedTar({ ...options, source: file.name, readAll });
    return streamed;
  };
  const find = async (path) => {
    if (places === void 0 && !scan.found.has(path)) await scan.next();
    return scan.found.get(path) ?? places?.get(path);
  };
  const bytesOf2 = (path, { offset, size }) => {
    const preface = { size: BLOCK_SIZE, check: (header) => checkHeader(header, path, size) };
    const run = runs.get(path) ?? { file: head.file, offset, size, preface };
    runs.set(path, run);
    return {
      ...remoteBytes(run, file.name, { ahead: () => ahead, signal }),
      async read(from, length) {
        run.preface.check(await head.read(offset - BLOCK_SIZE, BLOCK_SIZE));
        return head.read(offset + from, length);
      }
    };
  };
  return {
    name: file.name,
    async roots() {
      const [layout, index] = [await find(LAYOUT_FILE), await find(INDEX_FILE)];
      if (layout === void 0 || index === void 0) return (await stream()).roots();
      return readLayout(async (path) => bytesOf2(path, path === INDEX_FILE ? index : layout), options.name);
    },
    async expect(blobs) {
      if (streamed === void 0) places = placesIn(head, scan, blobs);
      if (places === void 0) await (await stream()).expect(blobs);
    },
    async open(blob) {
      const path = blobPath(blob.digest);
      const member = streamed === void 0 ? await find(path) : void 0;
      if (member !== void 0) return bytesOf2(path, member);
      return places === void 0 ? (await stream()).open(blob) : void 0;
    },
    prefetch(blobs, spool) {
      if (streamed !== void 0) return streamed.prefetch(blobs, spool);
      const wanted = blobs.map(({ digest }) => runs.get(blobPath(digest)));
      const fetched = fetchAhead(
        wanted.filter((run) => run !== void 0),
        spool
      );
      ahead = fetched;
      return fetched;
    },
    remote: {
      size: head.length,
      fetched: options.fetched,
      missing(blobs) {
        if (streamed !== void 0) return wholeAmounts(file, options).missing(blobs);
        const wanted = new Set(blobs.flatMap(({ digest }) => runs.get(blobPath(digest)) ?? []));
        return planRequests([...wanted]).reduce((sum, range) => sum + head.lacking(range), 0);
      }
    },
    finish: async () => {
    },
    verify: async () => {
    },
    size: async () => head.length,
    async [Symbol.asyncDispose]() {
      await streamed?.[Symbol.asyncDispose]();
    }
  };
}
function wholeAmounts(file, { fetched }) {
  return {
    get size() {
      return file.size;
    },
    fetched,
    missing: () => file.size === void 0 ? void 0 : Math.max(0, file.size - fetched())
  };
}
function placesIn(head, scan, blobs) {
  const places = placesBehind(scan, blobs);
  if (places === void 0) return void 0;
  const members = [...scan.found.values(), ...places.values()];
  const end = members.reduce((most, { offset, size }) => Math.max(most, offset + size + padding(size)), 0) + END_SIZE;
  head.checkEnd(end);
  return head.length - end > MAX_TRAILER ? void 0 : places;
}
function checkHeader(bytes, path, size) {
  const header = decodeOrNothing(bytes);
  if (header?.type === FILE && header.path === path && header.size === size) return;
  throw new BundleError("BUNDLE_INVALID", `Cannot read bundle: ${path} is not at the offset that its order gives`, {
    hint: "Download the file, and use that: its blobs are in another order."
  });
}
function decodeOrNothing(bytes) {
  try {
    return decodeHeader(bytes);
  } catch (error) {
    if (error instanceof BundleError) return void 0;
    throw error;
  }
}

export {
  openRemoteFile,
  openJoined,
  FIRST_REQUEST,
  openRemoteTar
};

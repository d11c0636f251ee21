import {
  fetchAhead,
  planRequests,
  remoteBytes
} from "./chunk-U35L4R44.mjs";
import {
  RangesIgnored,
  fetchRun,
  openRemoteFile,
  remoteFile
} from "./chunk-FWEIS5KZ.mjs";
import {
  checkKind_141,
  openTarLayout_141,
  placesBehind_141,
  scanMembers_175
} from "./chunk-RGAOG4G6.mjs";
import {
  readLayout_173
} from "./chunk-H7ACLFO5.mjs";
import {
  INDEX_FILE_171,
  LAYOUT_FILE_171,
  blobPath_171
} from "./chunk-OGS7A7K6.mjs";
import {
  decodeHeader
} from "./chunk-656FN2VF.mjs";
import {
  BLOCK_SIZE,
  END_SIZE,
  FILE,
  padding
} from "./chunk-2BLSIOJA.mjs";
import {
  MAX_TAIL
} from "./chunk-M77KPOTZ.mjs";
import {
  openPipe
} from "./chunk-CYMBCZ23.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

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
      if (end > MOST_KEPT || offset > kept.byteLength + AHEAD) return fetchRun(file, { offset, length }, signal);
      if (end > kept.byteLength) {
        const from = kept.byteLength;
        const more = { offset: from, length: Math.min(end + AHEAD, MOST_KEPT, total) - from };
        kept = Buffer.concat([kept, await fetchRun(file, more, signal)]);
      }
      return kept.subarray(offset, end);
    }
  };
}

// src/layout/remote-tail.ts
function scannedTail({ file, length }, start, signal) {
  let tail;
  const fetchTail = async () => {
    const bytes = await fetchRun(file, { offset: start, length: length - start }, signal);
    const read = async (offset, size) => bytes.subarray(offset, offset + size);
    const scan = scanMembers_175({ read, size: async () => bytes.byteLength });
    await scan.finish();
    return { bytes, found: scan.found };
  };
  return async (path) => {
    tail ??= fetchTail();
    const { found, bytes } = await tail;
    const member = found.get(path);
    return member && inMemory(bytes, member, `${path} in ${file.name}`);
  };
}
var FIRST_TAIL = 256 * 1024;
var GROWTH = 8;
function searchedTail({ file, length }, start, signal) {
  const first = Math.max(start, blockAt(length - MAX_TAIL));
  let tail = new Uint8Array();
  const extend = async (size) => {
    const offset = Math.max(first, blockAt(length - size));
    const more = length - tail.byteLength - offset;
    if (more > 0) tail = Buffer.concat([await fetchRun(file, { offset, length: more }, signal), tail]);
  };
  return async (path) => {
    for (let size = FIRST_TAIL; ; size *= GROWTH) {
      await extend(size);
      const member = searchMember(tail, path);
      if (member !== void 0) return inMemory(tail, member, `${path} in ${file.name}`);
      if (length - tail.byteLength <= first) return void 0;
    }
  };
}
function blockAt(position) {
  return Math.floor(position / BLOCK_SIZE) * BLOCK_SIZE;
}
function searchMember(tail, path) {
  const name = Buffer.from(path);
  for (let start = 0; start + BLOCK_SIZE <= tail.byteLength; start += BLOCK_SIZE) {
    const block = tail.subarray(start, start + BLOCK_SIZE);
    if (!name.equals(block.subarray(0, name.byteLength))) continue;
    const size = sizeOf(block, path);
    if (size !== void 0 && start + BLOCK_SIZE + size <= tail.byteLength) return { offset: start + BLOCK_SIZE, size };
  }
  return void 0;
}
function sizeOf(block, path) {
  try {
    const header = decodeHeader(block);
    return header?.type === FILE && header.path === path ? header.size : void 0;
  } catch (error) {
    if (error instanceof BundleError) return void 0;
    throw error;
  }
}
function inMemory(bytes, { offset, size }, name) {
  return {
    name,
    size,
    locate: () => {
      throw new Error(`${name} is in memory only`);
    },
    read: async (from, length) => bytes.subarray(offset + from, offset + from + length)
  };
}

// src/layout/streamed-tar.ts
import { once } from "node:events";
import { PassThrough } from "node:stream";
async function openStreamedTar({ source, readAll, spoolDirectory, name }) {
  return openTarLayout_141(await openPipe(streamOf(readAll), spoolDirectory, source), { streaming: true, name });
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
      ...readOnDemand(streamed, file.size === void 0),
      remote: wholeAmounts(file, options),
      size: async () => file.size ?? streamed.size()
    };
  }
  const head = remoteHead(file, opened.start, options.signal);
  await checkKind_141({ name: file.name, ...head });
  return orderedTar(file, head, options);
}
function readOnDemand(streamed, toTheEnd) {
  let isRead = toTheEnd;
  return {
    ...streamed,
    prefetch(blobs, spool) {
      isRead ||= blobs.length > 0;
      return streamed.prefetch(blobs, spool);
    },
    finish: async () => {
      if (isRead) await streamed.finish();
    }
  };
}
function orderedTar(file, head, options) {
  const { signal } = options;
  const scan = scanMembers_175(head);
  const runs = /* @__PURE__ */ new Map();
  const announced = /* @__PURE__ */ new Map();
  let places;
  let findInTail;
  let ahead;
  let streamed;
  const readAll = (write, stop) => head.file.fetch({ offset: 0, length: head.length }, write, stop);
  const stream = async () => {
    streamed ??= readOnDemand(await openStreamedTar({ ...options, source: file.name, readAll }), false);
    return streamed;
  };
  const find = async (path) => {
    if (places === void 0 && !scan.found.has(path)) await scan.next();
    return scan.found.get(path) ?? places?.get(path);
  };
  const bytesOf = (path, { offset, size }) => {
    const preface = { size: BLOCK_SIZE, check: (header) => checkHeader(header, path, size) };
    const run = runs.get(path) ?? { file: head.file, offset, size, preface };
    runs.set(path, run);
    return {
      ...remoteBytes(run, file.name, { ahead: () => ahead, signal }),
      async read(from, length) {
        const start = offset - BLOCK_SIZE;
        const bytes = await head.read(start, BLOCK_SIZE + (from === 0 ? length : 0));
        run.preface.check(bytes.subarray(0, BLOCK_SIZE));
        return from === 0 ? bytes.subarray(BLOCK_SIZE) : head.read(offset + from, length);
      }
    };
  };
  return {
    name: file.name,
    async roots() {
      const [layout, index] = [await find(LAYOUT_FILE_171), await find(INDEX_FILE_171)];
      if (layout === void 0 || index === void 0) return (await stream()).roots();
      return readLayout_173(async (path) => bytesOf(path, path === INDEX_FILE_171 ? index : layout), options.name);
    },
    async expect(blobs, which = "all") {
      for (const blob of blobs) announced.set(blob.digest, blob);
      const found = streamed === void 0 ? placesIn(head, scan, { blobs: [...announced.values()], which }) : void 0;
      if (found === void 0) return (await stream()).expect(blobs, which);
      places = found.members;
      findInTail = (which === "all" ? scannedTail : searchedTail)(head, found.end, signal);
    },
    async open(blob) {
      const path = blobPath_171(blob.digest);
      const member = streamed === void 0 ? await find(path) : void 0;
      if (member !== void 0) return bytesOf(path, member);
      return findInTail === void 0 ? (await stream()).open(blob) : findInTail(path);
    },
    prefetch(blobs, spool) {
      if (streamed !== void 0) return streamed.prefetch(blobs, spool);
      const wanted = blobs.map(({ digest }) => runs.get(blobPath_171(digest)));
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
        const wanted = new Set(blobs.flatMap(({ digest }) => runs.get(blobPath_171(digest)) ?? []));
        return planRequests([...wanted]).reduce((sum, range) => sum + head.lacking(range), 0);
      }
    },
    finish: async () => streamed?.finish(),
    verify: async () => [],
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
function placesIn(head, scan, { blobs, which }) {
  const members = placesBehind_141(scan, blobs);
  if (members === void 0) return void 0;
  const all = [...scan.found.values(), ...members.values()];
  const end = all.reduce((most, { offset, size }) => Math.max(most, offset + size + padding(size)), 0);
  head.checkEnd(end + END_SIZE);
  return which === "all" && head.length - end > MAX_TAIL ? void 0 : { members, end };
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
  openJoined,
  FIRST_REQUEST,
  openRemoteTar
};

import {
  RangesIgnored,
  fetchRun
} from "./chunk-FWEIS5KZ.mjs";
import {
  MAX_SPOOLED
} from "./chunk-M77KPOTZ.mjs";
import {
  readRanges
} from "./chunk-CYMBCZ23.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";

// src/io/remote-run.ts
function rangeOf({ file, offset, size, preface }) {
  return { file, start: offset - (preface?.size ?? 0), end: offset + size };
}
function sharedBytes(one, other) {
  if (one.file !== other.file) return 0;
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
}
function remoteBytes(run, name, { ahead, signal }) {
  return {
    name,
    size: run.size,
    locate(offset, length) {
      const fetched = ahead();
      if (fetched === void 0) throw new Error(`nobody has announced ${name}`);
      return fetched.locate(run, offset, length);
    },
    read: (offset, length) => fetchRun(run.file, { offset: run.offset + offset, length }, signal),
    release: (offset, length) => ahead()?.release(run, offset, length)
  };
}

// src/io/fetch-ahead.ts
import { randomUUID } from "node:crypto";
import { join } from "node:path";

// src/io/fetch-ranges.ts
function fetchRanges(ranges, given, limits) {
  const failed = new AbortController();
  const signal = AbortSignal.any([given, failed.signal]);
  const charged = /* @__PURE__ */ new Map();
  const fetchOne = fetcher(ranges, signal);
  let spooled = 0;
  let running = 0;
  let changed = Promise.withResolvers();
  const tell = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const giveUp = () => {
    for (const range of ranges) range.fail(signal.reason);
    tell();
  };
  if (signal.aborted) giveUp();
  else signal.addEventListener("abort", giveUp, { once: true });
  const fits = (size) => running < limits.inFlight && (spooled === 0 || spooled + size <= limits.spooled);
  const start = async (range, size) => {
    charged.set(range, size);
    spooled += size;
    running += 1;
    await fetchOne(range).catch((error) => failed.abort(error));
    running -= 1;
    tell();
  };
  const dispatch = async () => {
    const started = [];
    for (const range of ranges) {
      const size = range.end - range.start;
      while (!signal.aborted && !fits(size) && range.arrived < range.end) await changed.promise;
      if (signal.aborted) break;
      if (range.arrived < range.end) started.push(start(range, size));
    }
    await Promise.all(started);
  };
  return {
    consumed(range) {
      spooled -= charged.get(range) ?? 0;
      charged.delete(range);
      tell();
    },
    settled: dispatch()
  };
}
function fetcher(ranges, signal) {
  const underWay = /* @__PURE__ */ new Map();
  const passes = /* @__PURE__ */ new Map();
  for (const { file } of ranges) passes.set(file, { stop: new AbortController() });
  const fetchAlone = async (range, stop) => {
    const { file, start, end } = range;
    const run = { offset: start, length: end - start };
    try {
      await file.fetch(run, (bytes) => range.write(bytes), AbortSignal.any([signal, stop]));
    } finally {
      await range.close();
    }
  };
  const readThrough = async (file) => {
    const all = ranges.filter((range) => range.file === file).toSorted((a, b) => a.start - b.start);
    await Promise.allSettled(all.flatMap((range) => underWay.get(range) ?? []));
    const missing = all.filter(({ arrived, end }) => arrived < end).map((range) => ({ range, from: range.arrived }));
    let position = missing[0]?.from ?? 0;
    const run = { offset: position, length: (missing.at(-1)?.range.end ?? position) - position };
    const write = async (bytes) => {
      for (const { range, from } of missing) {
        const start = Math.max(0, from - position);
        const part = bytes.subarray(start, Math.max(start, range.end - position));
        if (part.byteLength > 0) await range.write(part);
      }
      position += bytes.byteLength;
    };
    try {
      await file.fetch(run, write, signal);
    } finally {
      for (const { range } of missing) await range.close();
    }
  };
  return async (range) => {
    const { file } = range;
    const state = passes.get(file) ?? { stop: new AbortController() };
    if (state.pass === void 0) {
      const fetching = fetchAlone(range, state.stop.signal);
      underWay.set(range, fetching);
      try {
        return await fetching;
      } catch (error) {
        signal.throwIfAborted();
        if (state.pass === void 0 && !(error instanceof RangesIgnored)) throw error;
      }
    }
    state.pass ??= readThrough(file);
    state.stop.abort();
    await state.pass;
  };
}

// src/io/plan-requests.ts
var MIB = 1024 * 1024;
var LEAST = 4 * MIB;
var MOST = 32 * MIB;
var AIM = 32;
var GAP = 64 * 1024;
function planRequests(runs) {
  const joined = [];
  for (const range of runs.map(rangeOf)) {
    const last = joined.at(-1);
    if (last?.file !== range.file || range.start < last.end || range.start - last.end > GAP) joined.push(range);
    else joined[joined.length - 1] = { ...last, end: range.end };
  }
  const total = joined.reduce((sum, { start, end }) => sum + end - start, 0);
  const most = Math.min(MOST, Math.max(LEAST, Math.ceil(total / AIM)));
  return joined.flatMap((range) => cut(range, most));
}
function cut({ file, start, end }, most) {
  const count = Math.ceil((end - start) / most);
  const size = Math.ceil((end - start) / count);
  return Array.from({ length: count }, (_, index) => {
    const from = start + index * size;
    return { file, start: from, end: Math.min(end, from + size) };
  });
}

// src/io/spooled-range.ts
import { open, rm } from "node:fs/promises";
var LEAST_WRITE = 512 * 1024;
var MOST_QUEUED = LEAST_WRITE;
function spoolRange(range, path, wanted) {
  const written = { end: range.start };
  let left = wanted;
  let file;
  let queue = [];
  let queued = 0;
  let writing;
  let closing = false;
  let waiting = [];
  const tell = () => {
    const { end: there, failed } = written;
    const served = waiting.filter(({ end }) => there >= end || failed !== void 0);
    if (served.length === 0) return;
    waiting = waiting.filter((each) => !served.includes(each));
    for (const { wake } of served) wake();
  };
  const remove = () => rm(path, { force: true });
  const isDue = () => closing || queued >= LEAST_WRITE || waiting.some(({ end }) => end <= written.end + queued);
  const flush = async () => {
    try {
      while (queue.length > 0 && isDue()) {
        const [some, bytes] = [queue, queued];
        queue = [];
        queued = 0;
        file ??= await open(path, written.end === range.start ? "wx" : "a", 384);
        await appendAll(file, some, bytes);
        written.end += bytes;
        tell();
      }
    } catch (error) {
      throw fromSystemError(error, `write ${path}`);
    }
    writing = void 0;
  };
  const writeWhatIsDue = () => {
    if (writing !== void 0 || queue.length === 0 || !isDue()) return;
    writing = flush();
    writing.catch(() => {
    });
  };
  const waitFor = async (end) => {
    if (written.failed === void 0) {
      await new Promise((wake) => {
        waiting.push({ end, wake });
        writeWhatIsDue();
      });
    }
    if (written.end < end) throw written.failed?.error;
  };
  return {
    ...range,
    get arrived() {
      return written.end;
    },
    waitFor: (end) => written.end >= end ? void 0 : waitFor(end),
    place: (start, end) => ({ path, offset: start - range.start, length: end - start }),
    async write(bytes) {
      queue.push(bytes);
      queued += bytes.byteLength;
      writeWhatIsDue();
      if (queued >= MOST_QUEUED) await writing;
    },
    async close() {
      closing = true;
      try {
        writeWhatIsDue();
        await writing;
      } finally {
        closing = false;
        await file?.close();
        file = void 0;
      }
    },
    fail(error) {
      written.failed ??= { error };
      tell();
    },
    consume(bytes) {
      left -= bytes;
      if (left > 0) return false;
      remove().catch(() => {
      });
      return true;
    },
    remove
  };
}
async function appendAll(file, pieces, bytes) {
  let done = (await file.writev(pieces)).bytesWritten;
  const all = done < bytes ? Buffer.concat(pieces) : Buffer.alloc(0);
  while (done < bytes) done += (await file.write(all, done)).bytesWritten;
}

// src/io/fetch-ahead.ts
var LIMITS = { spooled: MAX_SPOOLED, inFlight: 8 };
function fetchAhead(runs, { directory, signal, limits }) {
  const disposed = new AbortController();
  const all = runs.map(rangeOf);
  const spooled = planRequests([...new Set(runs)]).map((range) => {
    const bytes = all.reduce((sum, run) => sum + sharedBytes(run, range), 0);
    return spoolRange(range, join(directory, `range-${randomUUID()}`), bytes);
  });
  const fetching = fetchRanges(spooled, AbortSignal.any([signal, disposed.signal]), { ...LIMITS, ...limits });
  const checks = /* @__PURE__ */ new Map();
  const checked = /* @__PURE__ */ new Set();
  const locate = (wanted) => {
    const there = spooled.filter((range) => sharedBytes(wanted, range) > 0);
    const places = () => there.map((range) => range.place(Math.max(wanted.start, range.start), Math.min(wanted.end, range.end)));
    const waiting = there.flatMap((range) => range.waitFor(Math.min(wanted.end, range.end)) ?? []);
    return waiting.length === 0 ? places() : Promise.all(waiting).then(places);
  };
  const release = (range) => {
    for (const one of spooled) {
      const bytes = sharedBytes(range, one);
      if (bytes > 0 && one.consume(bytes)) fetching.consumed(one);
    }
  };
  const check = async (run) => {
    if (run.preface !== void 0) {
      const range = { ...rangeOf(run), end: run.offset };
      run.preface.check(await readRanges(await locate(range)));
      const users = runs.filter((other) => other === run).length;
      for (let user = 0; user < users; user++) release(range);
    }
    checked.add(run);
  };
  const checkOnce = (run) => {
    const known = checks.get(run) ?? check(run);
    checks.set(run, known);
    return known;
  };
  return {
    locate(run, offset, length) {
      const start = run.offset + offset;
      const range = { file: run.file, start, end: start + length };
      if (checked.has(run)) return locate(range);
      return checkOnce(run).then(() => locate(range));
    },
    release(run, offset, length) {
      const start = run.offset + offset;
      release({ file: run.file, start, end: start + length });
    },
    async [Symbol.asyncDispose]() {
      disposed.abort(new Error("nobody waits any more"));
      await fetching.settled;
      await Promise.all(spooled.map((range) => range.remove()));
    }
  };
}

export {
  remoteBytes,
  planRequests,
  fetchAhead
};

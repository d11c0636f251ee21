import {
  writeAt
} from "./chunk-L4HVVUOR.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  errnoOf,
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/io/bytes.ts
import { createHash } from "node:crypto";
function sliceOf(source, start, size) {
  return {
    name: source.name,
    size,
    locate: (offset, length) => source.locate(start + offset, length),
    read: (offset, length) => source.read(start + offset, length)
  };
}
function bytesInMemory(name, bytes) {
  return {
    name,
    size: bytes.byteLength,
    locate: () => {
      throw new Error(`${name} is in memory only`);
    },
    read: async (offset, length) => bytes.subarray(offset, offset + length)
  };
}
var CHUNK = 1024 * 1024;
async function hashRange(source, start, size, onProgress = () => void 0) {
  const hash = createHash("sha256");
  for (let done = 0; done < size; ) {
    const bytes = await source.read(start + done, Math.min(CHUNK, size - done));
    hash.update(bytes);
    done += bytes.byteLength;
    onProgress(bytes.byteLength);
  }
  return `sha256:${hash.digest("hex")}`;
}

// src/io/byte-source.ts
import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { lstat, open, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
async function openFile(path) {
  const real = await resolveLinks(path);
  const { file, size } = await openRegular(real);
  const locate = locateIn(real, size);
  return {
    name: path,
    size: async () => size,
    locate,
    read: async (offset, length) => readRanges(locate(offset, length), file),
    [Symbol.asyncDispose]: () => file.close()
  };
}
function locateIn(path, size) {
  return (offset, length) => {
    checkRange(offset, length);
    if (offset + length > size) throw truncated(path, size, offset + length);
    return [{ path, offset, length }];
  };
}
async function openJoinedFiles(name, joined) {
  const files = [];
  const failures = [];
  let total = 0;
  for (const { path, size } of joined) {
    try {
      const real = await resolveLinks(path);
      await checkSize(real, size);
      files.push({ path: real, start: total, end: total + size });
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      failures.push(error);
    }
    total += size;
  }
  if (failures.length > 0) throw together(failures);
  const locate = (offset, length) => {
    checkRange(offset, length);
    if (offset + length > total) throw truncated(name, total, offset + length);
    return files.flatMap(({ path, start, end }) => {
      const from = Math.max(offset, start);
      const to = Math.min(offset + length, end);
      return from < to ? [{ path, offset: from - start, length: to - from }] : [];
    });
  };
  return {
    name,
    size: async () => total,
    locate,
    read: async (offset, length) => readRanges(locate(offset, length)),
    async [Symbol.asyncDispose]() {
    }
  };
}
function together(failures) {
  const [first] = failures;
  const main = failures.find(({ code }) => code === "FILE_NOT_FOUND") ?? first;
  if (main === void 0) throw new Error("nothing failed");
  const lines = failures.flatMap((failure) => failure.lines);
  return new BundleError(main.code, lines, { hint: main.hint, cause: main.cause });
}
async function checkSize(path, expected) {
  const { file, size } = await openRegular(path);
  await file.close();
  if (size < expected) throw truncated(path, size, expected);
  if (size === expected) return;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: it has ${size} bytes, expected ${expected}`);
}
async function openPipe(stream, spoolDirectory, name = "standard input") {
  const path = join(spoolDirectory, `spool-${randomUUID()}`);
  const file = await open(path, "wx+", 384).catch((error) => {
    throw notSpooled(error, `create ${path}`);
  });
  const spool = spoolInto(file, stream, { path, name });
  const locate = async (offset, length) => {
    checkRange(offset, length);
    await spool.waitFor(offset + length);
    return [{ path, offset, length }];
  };
  return {
    name,
    size: spool.size,
    locate,
    read: async (offset, length) => readRanges(await locate(offset, length), file),
    async [Symbol.asyncDispose]() {
      stream.destroy();
      await spool.settled;
      await file.close();
      await rm(path, { force: true });
    }
  };
}
async function openByPath(path) {
  if (await lookAt(path, lstat) === void 0) return void 0;
  const { file, size } = await openRegular(path);
  await file.close();
  const locate = locateIn(path, size);
  return { name: path, size, locate, read: async (offset, length) => readRanges(locate(offset, length)) };
}
async function readByPath(path, most) {
  if (await lookAt(path, lstat) === void 0) return void 0;
  const { file, size } = await openRegular(path);
  try {
    const locate = locateIn(path, size);
    if (size > most) return { name: path, size, locate, read: async (...run) => readRanges(locate(...run)) };
    return bytesInMemory(path, await readRanges(locate(0, size), file));
  } finally {
    await file.close();
  }
}
var OPEN_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
async function openRegular(path) {
  let file;
  try {
    file = await open(path, OPEN_FLAGS);
    const stats = await file.stat();
    if (stats.isFile()) return { file, size: stats.size };
    const [found, hint] = stats.isDirectory() ? ["it is a directory", "Give a file, or a directory with an OCI image layout."] : ["it is a pipe or a device", "Give - in its place, and write to standard input."];
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: ${found}, expected a file`, { hint });
  } catch (error) {
    await file?.close();
    if (errnoOf(error) !== "ELOOP") throw fromSystemError(error, `read ${path}`);
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: it is a link, expected a file`, { cause: error });
  }
}
async function resolveLinks(path) {
  try {
    return await realpath(path);
  } catch (error) {
    throw fromSystemError(error, `read ${path}`);
  }
}
function notSpooled(error, doing) {
  if (error instanceof BundleError) return error;
  const failure = fromSystemError(error, doing);
  if (!(failure instanceof BundleError)) return failure;
  const hint = "Pipes are copied to the directory for temporary files: set TMPDIR to one with free space, or use a file.";
  return new BundleError(failure.code, failure.message, { cause: failure.cause, hint });
}
function spoolInto(file, stream, { path, name }) {
  const copied = { size: 0, state: "flowing" };
  let changed = Promise.withResolvers();
  const tell = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const pump = async () => {
    for await (const chunk of stream) {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      await writeAt(file, bytes, copied.size);
      copied.size += bytes.byteLength;
      tell();
    }
  };
  const settled = pump().then(
    () => void (copied.state = "ended"),
    (error) => void (copied.state = notSpooled(error, `copy ${name} to ${path}`))
  ).then(tell);
  const until = async (enough) => {
    while (copied.state === "flowing" && !enough()) await changed.promise;
    if (copied.state instanceof Error && !enough()) throw copied.state;
  };
  return {
    settled,
    async waitFor(end) {
      await until(() => copied.size >= end);
      if (copied.size < end) throw truncated(name, copied.size, end);
    },
    async size() {
      await until(() => copied.state === "ended");
      return copied.size;
    }
  };
}
async function readRanges(ranges, file) {
  const bytes = new Uint8Array(ranges.reduce((sum, { length }) => sum + length, 0));
  let done = 0;
  for (const range of ranges) {
    const to = bytes.subarray(done, done + range.length);
    if (file !== void 0) await readInto(file, to, range);
    else {
      var _stack = [];
      try {
        const opened = __using(_stack, (await openRegular(range.path)).file, true);
        await readInto(opened, to, range);
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    }
    done += range.length;
  }
  return bytes;
}
function checkRange(offset, length) {
  if (Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0) return;
  throw new Error(`impossible range ${offset}+${length}`);
}
async function readInto(file, bytes, { path, offset, length }) {
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, offset + done).catch((error) => {
      throw fromSystemError(error, `read ${path}`);
    });
    if (bytesRead === 0) throw truncated(path, offset + done, offset + length);
    done += bytesRead;
  }
}
function truncated(name, size, end) {
  return new BundleError(
    "BUNDLE_TRUNCATED",
    `Cannot read ${name}: it ends after ${size} bytes, expected at least ${end}`
  );
}

export {
  sliceOf,
  bytesInMemory,
  hashRange,
  openFile,
  openJoinedFiles,
  openPipe,
  openByPath,
  readByPath,
  OPEN_FLAGS,
  openRegular,
  readRanges,
  readInto
};

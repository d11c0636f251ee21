import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  BLOCK_SIZE,
  END_SIZE,
  MAX_BLOB_CONTENT,
  MAX_ENTRIES,
  MAX_FRAME_CONTENT,
  MAX_FRAME_SIZE,
  MAX_RATIO
} from "./chunk-XT4XHA7P.mjs";
import {
  asFailure
} from "./chunk-YE77UOQV.mjs";
import {
  BundleError
} from "./chunk-G7NBFKCV.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/archive/frames.ts
import { hash } from "node:crypto";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";

// src/archive/zstd-frame.ts
function zstdFrameLength(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 6 || view.getUint32(0, true) !== 4247762216) return void 0;
  const descriptor = view.getUint8(4);
  const isSingleSegment = (descriptor & 32) !== 0;
  const windowSize = isSingleSegment ? 0 : 1;
  const dictionarySize = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const checksumSize = (descriptor & 4) === 0 ? 0 : 4;
  let at = 5 + windowSize + dictionarySize + contentSize;
  for (let isLast = false; !isLast; ) {
    if (at + 3 > bytes.byteLength) return void 0;
    const block = view.getUint16(at, true) + view.getUint8(at + 2) * 65536;
    isLast = (block & 1) === 1;
    const type = block >> 1 & 3;
    if (type === RESERVED) return void 0;
    at += 3 + (type === REPEATED_BYTE ? 1 : block >> 3);
  }
  const end = at + checksumSize;
  return end > bytes.byteLength ? void 0 : end;
}
var REPEATED_BYTE = 1;
var RESERVED = 3;

// src/archive/frames.ts
var FRAME_CONTENT = MAX_FRAME_CONTENT;
var DEFAULT_LEVEL = 2;
function digestOfBytes(bytes) {
  return `sha256:${hash("sha256", bytes, "hex")}`;
}
function frameRoom(contentSize) {
  return contentSize + Math.ceil(contentSize / 256) + 1024;
}
function encodeFrame(content, level) {
  const params = {
    [constants.ZSTD_c_compressionLevel]: level,
    [constants.ZSTD_c_windowLog]: 23,
    [constants.ZSTD_c_checksumFlag]: 1,
    // A hash table of twice the size that this level has: 1 % smaller for 7 % more time, where level 3 takes 30 % more.
    ...level === DEFAULT_LEVEL && { [constants.ZSTD_c_hashLog]: 17 }
  };
  return zstdCompressSync(content, { params, chunkSize: frameRoom(content.byteLength) });
}
function decodeFrame(bytes, contentSize) {
  const length = zstdFrameLength(bytes);
  if (length !== bytes.byteLength) {
    throw invalid(length === void 0 ? "it is no whole zstd frame" : `it ends after ${length} of its bytes`);
  }
  const content = decompress(bytes, contentSize);
  if (content.byteLength === contentSize) return content;
  throw invalid(`got ${content.byteLength} bytes of content, expected ${contentSize}`);
}
function decompress(bytes, contentSize) {
  try {
    return zstdDecompressSync(bytes, { maxOutputLength: contentSize + 1, chunkSize: Math.max(64, contentSize + 1) });
  } catch (error) {
    throw new BundleError("FRAME_INVALID", "Cannot decode frame: zstd refuses it", { cause: error });
  }
}
function release(buffer) {
  if (buffer.byteLength > 64 * 1024 && buffer.buffer instanceof ArrayBuffer) buffer.buffer.transfer(0);
}
function checkFrameTable(blob) {
  const lie = (what) => new BundleError("FRAME_INVALID", `Cannot use frame table of ${blob.name}: ${what}`);
  const over = (what) => new BundleError("LIMIT_EXCEEDED", `Cannot read ${blob.name}: ${what}`);
  const { frames } = blob;
  if (frames.length === 0) throw lie("it is empty");
  if (![blob.offset, blob.size, blob.contentSize, blob.entryCount].every(isCount)) throw lie("a number is impossible");
  if (blob.contentSize > MAX_BLOB_CONTENT)
    throw over(`${blob.contentSize} bytes, expected at most ${MAX_BLOB_CONTENT}`);
  if (blob.entryCount > MAX_ENTRIES) throw over(`${blob.entryCount} entries, expected at most ${MAX_ENTRIES}`);
  let size = 0;
  let contentSize = 0;
  let before;
  for (const [index, frame] of frames.entries()) {
    const problem = impossible(frame, before);
    if (problem !== void 0) throw lie(`frame ${index} ${problem}`);
    size += frame.size;
    contentSize += frame.contentSize;
    before = frame;
  }
  if (size !== blob.size) throw lie(`its frames have ${size} bytes, expected ${blob.size}`);
  if (contentSize !== blob.contentSize) throw lie(`its content is ${contentSize} bytes, expected ${blob.contentSize}`);
  const least = blob.entryCount * BLOCK_SIZE + END_SIZE;
  if (contentSize < least) throw lie(`${contentSize} bytes of content cannot hold ${blob.entryCount} entries`);
}
function impossible(frame, before) {
  const { size, contentSize, fileOffset } = frame;
  if (!isCount(size) || size === 0 || size > MAX_FRAME_SIZE) return `has an impossible size: ${size}`;
  if (!isCount(contentSize) || contentSize === 0 || contentSize > MAX_FRAME_CONTENT) {
    return `has an impossible content size: ${contentSize}`;
  }
  if (contentSize > size * MAX_RATIO) return "claims more content than zstd can put into its bytes";
  if (!/^sha256:[0-9a-f]{64}$/.test(frame.digest)) return "has no sha256 digest";
  if (fileOffset === void 0) return void 0;
  if (!isCount(fileOffset) || fileOffset === 0) return `has an impossible file offset: ${fileOffset}`;
  if (before === void 0) return "continues a file, but is the first";
  if (before.fileOffset === void 0) {
    return fileOffset > before.contentSize - BLOCK_SIZE ? "continues a file that the frame before cannot hold" : void 0;
  }
  const end = before.fileOffset + before.contentSize;
  return fileOffset === end ? void 0 : `continues a file at ${fileOffset}, expected ${end}`;
}
function isCount(value) {
  return Number.isSafeInteger(value) && value >= 0;
}
function invalid(what) {
  return new BundleError("FRAME_INVALID", `Cannot decode frame: ${what}`);
}

// src/io/byte-source.ts
import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
var PIPE_NAME = "standard input";
async function openFile(path) {
  const { file, size } = await openRegular(path);
  const waitFor = async (end) => {
    if (end > size) throw truncated(path, size, end);
  };
  return {
    name: path,
    files: [{ path, end: Number.POSITIVE_INFINITY }],
    waitFor,
    size: async () => size,
    read: (offset, length) => readExactly(file, path, offset, length, waitFor),
    [Symbol.asyncDispose]: () => file.close()
  };
}
async function openJoined(name, joined) {
  const files = [];
  let total = 0;
  for (const { path, size, digest } of joined) {
    await checkSize(path, size);
    total += size;
    files.push({ path, end: total, digest });
  }
  const waitFor = async (end) => {
    if (end > total) throw truncated(name, total, end);
  };
  return {
    name,
    files,
    waitFor,
    size: async () => total,
    async read(offset, length) {
      checkRange(offset, length);
      await waitFor(offset + length);
      const bytes = new Uint8Array(length);
      let done = 0;
      for (const range of rangesOf(files, offset, length)) {
        var _stack = [];
        try {
          const file = __using(_stack, (await openRegular(range.path)).file, true);
          await readInto(file, bytes.subarray(done, done + range.length), range);
          done += range.length;
        } catch (_) {
          var _error = _, _hasError = true;
        } finally {
          var _promise = __callDispose(_stack, _error, _hasError);
          _promise && await _promise;
        }
      }
      return bytes;
    },
    async [Symbol.asyncDispose]() {
    }
  };
}
function rangesOf(files, offset, length) {
  const ranges = [];
  let start = 0;
  for (const { path, end } of files) {
    const from = Math.max(offset, start);
    const to = Math.min(offset + length, end);
    if (from < to) ranges.push({ path, offset: from - start, length: to - from });
    start = end;
  }
  return ranges;
}
async function checkSize(path, expected) {
  const { file, size } = await openRegular(path);
  await file.close();
  if (size < expected) throw truncated(path, size, expected);
  if (size === expected) return;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: it has ${size} bytes, expected ${expected}`);
}
async function openPipe(stream, spoolDirectory) {
  const path = join(spoolDirectory, `spool-${randomUUID()}`);
  const file = await open(path, "wx+", 384).catch((error) => {
    throw notSpooled(error, `create ${path}`);
  });
  const spool = spoolInto(file, stream, path);
  return {
    name: PIPE_NAME,
    files: [{ path, end: Number.POSITIVE_INFINITY }],
    waitFor: spool.waitFor,
    size: spool.size,
    read: (offset, length) => readExactly(file, path, offset, length, spool.waitFor),
    async [Symbol.asyncDispose]() {
      stream.destroy();
      await spool.settled;
      await file.close();
      await rm(path, { force: true });
    }
  };
}
async function openRegular(path) {
  let file;
  try {
    file = await open(path);
    const stats = await file.stat();
    if (stats.isFile()) return { file, size: stats.size };
    const [found, hint] = stats.isDirectory() ? [
      "it is a directory",
      `Give the file. A bundle that was unpacked there is one again after \`tar -cf FILE -C ${path} .\`.`
    ] : ["it is a pipe or a device", "Give - in its place, and pipe the bundle in."];
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: ${found}, expected a file`, { hint });
  } catch (error) {
    await file?.close();
    throw asFailure(error, `read ${path}`);
  }
}
function notSpooled(error, doing) {
  const failure = asFailure(error, doing);
  if (!(failure instanceof BundleError)) return failure;
  const hint = "Pipes are copied to the directory for temporary files: set TMPDIR to one with room, or give a file.";
  return new BundleError(failure.code, failure.message, { cause: failure.cause, hint });
}
function spoolInto(file, stream, path) {
  const so = { far: 0, state: "flowing" };
  let changed = Promise.withResolvers();
  const tell = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const pump = async () => {
    for await (const chunk of stream) {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      await writeWhole(file, bytes, so.far);
      so.far += bytes.byteLength;
      tell();
    }
  };
  const settled = pump().then(
    () => void (so.state = "ended"),
    (error) => void (so.state = notSpooled(error, `copy ${PIPE_NAME} to ${path}`))
  ).then(tell);
  const until = async (enough) => {
    while (so.state === "flowing" && !enough()) await changed.promise;
    if (so.state instanceof Error && !enough()) throw so.state;
  };
  return {
    settled,
    async waitFor(end) {
      await until(() => so.far >= end);
      if (so.far < end) throw truncated(PIPE_NAME, so.far, end);
    },
    async size() {
      await until(() => so.state === "ended");
      return so.far;
    }
  };
}
async function writeWhole(file, bytes, position) {
  for (let done = 0; done < bytes.byteLength; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, position + done);
    done += bytesWritten;
  }
}
async function readExactly(file, path, offset, length, waitFor) {
  checkRange(offset, length);
  await waitFor(offset + length);
  const bytes = new Uint8Array(length);
  await readInto(file, bytes, { path, offset, length });
  return bytes;
}
function checkRange(offset, length) {
  if (Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0) return;
  throw new Error(`impossible range ${offset}+${length}`);
}
async function readInto(file, bytes, { path, offset, length }) {
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, offset + done).catch((error) => {
      throw asFailure(error, `read ${path}`);
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
  FRAME_CONTENT,
  DEFAULT_LEVEL,
  digestOfBytes,
  frameRoom,
  encodeFrame,
  decodeFrame,
  release,
  checkFrameTable,
  openFile,
  openJoined,
  rangesOf,
  openPipe
};

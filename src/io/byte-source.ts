import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, lstat, open, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { BundleError } from "../errors.ts";
import { type Bytes, bytesInMemory, type FileRange } from "./bytes.ts";
import { lookAt } from "./look-at.ts";
import { errnoOf, fromSystemError } from "./system-error.ts";
import { writeAt } from "./write-at.ts";

/** Bytes by position; their number may not be known yet. A pipe is spooled to a file that is read while it grows. */
export interface ByteSource extends Pick<Bytes, "name" | "locate" | "read">, AsyncDisposable {
  /** Whole size; for a pipe resolves when it has ended. */
  size(): Promise<number>;
}

/** @throws BundleError `FILE_NOT_FOUND`, `PERMISSION_DENIED`, `IO_FAILED`, `BUNDLE_INVALID` for a directory or a device */
export async function openFile(path: string): Promise<ByteSource> {
  const real = await resolveLinks(path);
  const { file, size } = await openRegular(real);
  const locate = locateIn(real, size);
  return {
    name: path,
    size: async () => size,
    locate,
    read: async (offset, length) => readRanges(locate(offset, length), file),
    [Symbol.asyncDispose]: () => file.close(),
  };
}

function locateIn(path: string, size: number): (offset: number, length: number) => readonly FileRange[] {
  return (offset, length) => {
    checkRange(offset, length);
    if (offset + length > size) throw truncated(path, size, offset + length);
    return [{ path, offset, length }];
  };
}

/** One of several files to join, with its expected size. */
export interface FileToJoin {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * Several files as one source, without joining them.
 * @throws BundleError that names every file that is missing or has another size: `FILE_NOT_FOUND` if one is missing, else
 * `BUNDLE_TRUNCATED` or `BUNDLE_INVALID`; `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function openJoinedFiles(name: string, joined: readonly FileToJoin[]): Promise<ByteSource> {
  const files: { readonly path: string; readonly start: number; readonly end: number }[] = [];
  const failures: BundleError[] = [];
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
  const locate = (offset: number, length: number): FileRange[] => {
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
    async [Symbol.asyncDispose]() {},
  };
}

/** All failures as one. A missing file decides the code: it is brought first. */
function together(failures: readonly BundleError[]): BundleError {
  const [first] = failures;
  const main = failures.find(({ code }) => code === "FILE_NOT_FOUND") ?? first;
  if (main === undefined) throw new Error("nothing failed");
  const lines = failures.flatMap((failure) => failure.lines);
  return new BundleError(main.code, lines, { hint: main.hint, cause: main.cause });
}

async function checkSize(path: string, expected: number): Promise<void> {
  const { file, size } = await openRegular(path);
  await file.close();
  if (size < expected) throw truncated(path, size, expected);
  if (size === expected) return;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: it has ${size} bytes, expected ${expected}`);
}

/**
 * Starts to spool `stream` into a private file of `spoolDirectory`, which is removed on disposal.
 * @param name for messages: spooling is an implementation detail
 * @throws BundleError `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`
 */
export async function openPipe(stream: Readable, spoolDirectory: string, name = "standard input"): Promise<ByteSource> {
  const path = join(spoolDirectory, `spool-${randomUUID()}`);
  const file = await open(path, "wx+", 0o600).catch((error: unknown) => {
    throw notSpooled(error, `create ${path}`);
  });
  const spool = spoolInto(file, stream, { path, name });
  const locate = async (offset: number, length: number): Promise<FileRange[]> => {
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
    },
  };
}

/** Bytes of the file at `path`, opened anew for each read and never through a link; undefined when there is none. */
export async function openByPath(path: string): Promise<Bytes | undefined> {
  if ((await lookAt(path, lstat)) === undefined) return undefined;
  const { file, size } = await openRegular(path);
  await file.close();
  const locate = locateIn(path, size);
  return { name: path, size, locate, read: async (offset, length) => readRanges(locate(offset, length)) };
}

/**
 * Bytes of the file at `path`, all of one file, although another one may take its place at any time; undefined when there is none.
 * A file of more than `most` bytes is not read.
 */
export async function readByPath(path: string, most: number): Promise<Bytes | undefined> {
  if ((await lookAt(path, lstat)) === undefined) return undefined;
  const { file, size } = await openRegular(path);
  try {
    const locate = locateIn(path, size);
    if (size > most) return { name: path, size, locate, read: async (...run) => readRanges(locate(...run)) };
    return bytesInMemory(path, await readRanges(locate(0, size), file));
  } finally {
    await file.close();
  }
}

/** Opens for reading, never a link. O_NONBLOCK: a FIFO must not hang us. */
export const OPEN_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** @throws BundleError `BUNDLE_INVALID` for a link and anything else but a regular file, checked on the open descriptor */
export async function openRegular(path: string): Promise<{ file: FileHandle; size: number }> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, OPEN_FLAGS);
    const stats = await file.stat();
    if (stats.isFile()) return { file, size: stats.size };
    const [found, hint] = stats.isDirectory()
      ? ["it is a directory", "Give a file, or a directory with an OCI image layout."]
      : ["it is a pipe or a device", "Give - in its place, and write to standard input."];
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: ${found}, expected a file`, { hint });
  } catch (error) {
    await file?.close();
    if (errnoOf(error) !== "ELOOP") throw fromSystemError(error, `read ${path}`);
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: it is a link, expected a file`, { cause: error });
  }
}

/** Resolves the links in a path. The user may pass a link; the file that is opened must not be one. */
async function resolveLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    throw fromSystemError(error, `read ${path}`);
  }
}

function notSpooled(error: unknown, doing: string): Error {
  if (error instanceof BundleError) return error;
  const failure = fromSystemError(error, doing);
  if (!(failure instanceof BundleError)) return failure;
  const hint =
    "Pipes are copied to the directory for temporary files: set TMPDIR to one with free space, or use a file.";
  return new BundleError(failure.code, failure.message, { cause: failure.cause, hint });
}

interface Spool {
  waitFor(end: number): Promise<void>;
  size(): Promise<number>;
  /** Never rejects: a failure reaches the waiting readers instead. */
  readonly settled: Promise<void>;
}

function spoolInto(
  file: FileHandle,
  stream: Readable,
  { path, name }: { readonly path: string; readonly name: string },
): Spool {
  const copied: { size: number; state: "flowing" | "ended" | Error } = { size: 0, state: "flowing" };
  let changed = Promise.withResolvers<void>();
  const tell = (): void => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const pump = async (): Promise<void> => {
    for await (const chunk of stream) {
      const bytes: Uint8Array = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      await writeAt(file, bytes, copied.size);
      copied.size += bytes.byteLength;
      tell();
    }
  };
  const settled = pump()
    .then(
      () => void (copied.state = "ended"),
      (error: unknown) => void (copied.state = notSpooled(error, `copy ${name} to ${path}`)),
    )
    .then(tell);
  const until = async (enough: () => boolean): Promise<void> => {
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
    },
  };
}

/** Reads from `file` if given, else opens the file of each range in turn: there may be more than a process may have open. */
export async function readRanges(ranges: readonly FileRange[], file?: FileHandle): Promise<Uint8Array> {
  const bytes = new Uint8Array(ranges.reduce((sum, { length }) => sum + length, 0));
  let done = 0;
  for (const range of ranges) {
    const to = bytes.subarray(done, done + range.length);
    if (file !== undefined) await readInto(file, to, range);
    else {
      await using opened = (await openRegular(range.path)).file;
      await readInto(opened, to, range);
    }
    done += range.length;
  }
  return bytes;
}

function checkRange(offset: number, length: number): void {
  if (Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0) return;
  throw new Error(`impossible range ${offset}+${length}`);
}

export async function readInto(
  file: FileHandle,
  bytes: Uint8Array,
  { path, offset, length }: FileRange,
): Promise<void> {
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, offset + done).catch((error: unknown) => {
      throw fromSystemError(error, `read ${path}`);
    });
    if (bytesRead === 0) throw truncated(path, offset + done, offset + length);
    done += bytesRead;
  }
}

function truncated(name: string, size: number, end: number): BundleError {
  return new BundleError(
    "BUNDLE_TRUNCATED",
    `Cannot read ${name}: it ends after ${size} bytes, expected at least ${end}`,
  );
}

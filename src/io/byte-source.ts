import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { BundleError } from "../errors.ts";
import { asFailure } from "./failure.ts";

/** A bundle's bytes by position. A pipe is spooled to a file that is read while it grows. */
export interface ByteSource extends AsyncDisposable {
  /** For messages: the path of a file, or what a pipe is called. */
  readonly name: string;
  /** The files that hold the bytes, one behind the other; workers open them themselves and read by position. */
  readonly files: readonly SourceFile[];
  /** Resolves once bytes up to `end` are there. @throws BundleError `BUNDLE_TRUNCATED` when the source ends before. */
  waitFor(end: number): Promise<void>;
  /** Whole size; for a pipe resolves when it has ended. */
  size(): Promise<number>;
  /** Exactly `length` bytes. @throws BundleError `BUNDLE_TRUNCATED` */
  read(offset: number, length: number): Promise<Uint8Array>;
}

export interface SourceFile {
  readonly path: string;
  /** Position in the source behind its last byte. A file that is the only one has no end: it may still grow. */
  readonly end: number;
  /** `sha256:<hex>` of the whole file, where somebody vouches for it. */
  readonly digest?: string;
}

/** What a pipe is called: that it is spooled is our affair. */
const PIPE_NAME = "standard input";

/** @throws BundleError `FILE_NOT_FOUND`, `PERMISSION_DENIED`, `IO_FAILED`, `BUNDLE_INVALID` for a directory or a device */
export async function openFile(path: string): Promise<ByteSource> {
  const { file, size } = await openRegular(path);
  const waitFor = async (end: number): Promise<void> => {
    if (end > size) throw truncated(path, size, end);
  };
  return {
    name: path,
    files: [{ path, end: Number.POSITIVE_INFINITY }],
    waitFor,
    size: async () => size,
    read: (offset, length) => readExactly(file, path, offset, length, waitFor),
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/** One of several files, with what is known of it. */
export interface FileToJoin {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly digest: string;
}

/**
 * Several files as one source, without joining them. Their digests are for whoever reads all of it.
 * @throws BundleError `FILE_NOT_FOUND`, `BUNDLE_TRUNCATED`, `BUNDLE_INVALID`, all naming the file that is not what it has to be;
 * `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function openJoined(name: string, joined: readonly FileToJoin[]): Promise<ByteSource> {
  const files: SourceFile[] = [];
  let total = 0;
  for (const { path, size, digest } of joined) {
    await checkSize(path, size);
    total += size;
    files.push({ path, end: total, digest });
  }
  const waitFor = async (end: number): Promise<void> => {
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
        // Opened for each read: there may be more parts than a process may have files open.
        await using file = (await openRegular(range.path)).file;
        await readInto(file, bytes.subarray(done, done + range.length), range);
        done += range.length;
      }
      return bytes;
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** A run of bytes in one file. */
export interface FileRange {
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

/** Where bytes of a source lie: in one file, or on both sides of a border. Bytes behind the last end are nowhere. */
export function rangesOf(files: readonly SourceFile[], offset: number, length: number): FileRange[] {
  const ranges: FileRange[] = [];
  let start = 0;
  for (const { path, end } of files) {
    const from = Math.max(offset, start);
    const to = Math.min(offset + length, end);
    if (from < to) ranges.push({ path, offset: from - start, length: to - from });
    start = end;
  }
  return ranges;
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
 * @throws BundleError `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`
 */
export async function openPipe(stream: Readable, spoolDirectory: string): Promise<ByteSource> {
  const path = join(spoolDirectory, `spool-${randomUUID()}`);
  const file = await open(path, "wx+", 0o600).catch((error: unknown) => {
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
    },
  };
}

async function openRegular(path: string): Promise<{ file: FileHandle; size: number }> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const stats = await file.stat();
    if (stats.isFile()) return { file, size: stats.size };
    const [found, hint] = stats.isDirectory()
      ? [
          "it is a directory",
          `Give the file. A bundle that was unpacked there is one again after \`tar -cf FILE -C ${path} .\`.`,
        ]
      : ["it is a pipe or a device", "Give - in its place, and pipe the bundle in."];
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: ${found}, expected a file`, { hint });
  } catch (error) {
    await file?.close();
    throw asFailure(error, `read ${path}`);
  }
}

function notSpooled(error: unknown, doing: string): Error {
  const failure = asFailure(error, doing);
  if (!(failure instanceof BundleError)) return failure;
  const hint = "Pipes are copied to the directory for temporary files: set TMPDIR to one with room, or give a file.";
  return new BundleError(failure.code, failure.message, { cause: failure.cause, hint });
}

interface Spool {
  waitFor(end: number): Promise<void>;
  size(): Promise<number>;
  /** Never rejects: the failure is told to those who wait. */
  readonly settled: Promise<void>;
}

function spoolInto(file: FileHandle, stream: Readable, path: string): Spool {
  const so: { far: number; state: "flowing" | "ended" | Error } = { far: 0, state: "flowing" };
  let changed = Promise.withResolvers<void>();
  const tell = (): void => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const pump = async (): Promise<void> => {
    for await (const chunk of stream) {
      const bytes: Uint8Array = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      await writeWhole(file, bytes, so.far);
      so.far += bytes.byteLength;
      tell();
    }
  };
  const settled = pump()
    .then(
      () => void (so.state = "ended"),
      (error: unknown) => void (so.state = notSpooled(error, `copy ${PIPE_NAME} to ${path}`)),
    )
    .then(tell);
  const until = async (enough: () => boolean): Promise<void> => {
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
    },
  };
}

async function writeWhole(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, position + done);
    done += bytesWritten;
  }
}

async function readExactly(
  file: FileHandle,
  path: string,
  offset: number,
  length: number,
  waitFor: ByteSource["waitFor"],
): Promise<Uint8Array> {
  checkRange(offset, length);
  await waitFor(offset + length);
  const bytes = new Uint8Array(length);
  await readInto(file, bytes, { path, offset, length });
  return bytes;
}

function checkRange(offset: number, length: number): void {
  if (Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0) return;
  throw new Error(`impossible range ${offset}+${length}`);
}

async function readInto(file: FileHandle, bytes: Uint8Array, { path, offset, length }: FileRange): Promise<void> {
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, offset + done).catch((error: unknown) => {
      throw asFailure(error, `read ${path}`);
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

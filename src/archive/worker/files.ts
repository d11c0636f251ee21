import { closeSync, constants, fchmodSync, futimesSync, openSync, readdirSync, readSync, writeSync } from "node:fs";
import { BundleError } from "../../errors.ts";
import { errnoOf, fromSystemError } from "../../io/system-error.ts";
import { asByteString, type ByteString, quoteBytes, toFsPath } from "../../tar/byte-string.ts";

/** Mode and mtime, set when a file is complete. */
export interface Finish {
  readonly mode: number;
  readonly mtime: number;
}

/** Range of a file's bytes in a frame's content. Not a view: one for each file would be much garbage. */
export interface Span {
  readonly content: Buffer;
  readonly start: number;
  readonly end: number;
}

/** Creates a file, never through a link. A file that other frames continue gets its mode and time when it is complete. */
export function createFile(path: string | Buffer, span: Span, whole: Finish | undefined, umask: number): void {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const mode = whole === undefined ? 0o600 : whole.mode & 0o777;
  const fd = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  try {
    writeFully(fd, span, null);
    if (whole === undefined) return;
    if ((mode & ~umask) !== whole.mode) fchmodSync(fd, whole.mode);
    setTime(fd, whole.mtime);
  } finally {
    closeSync(fd);
  }
}

/** Writes into an existing file, at a position. */
export function writePiece(path: string | Buffer, span: Span, position: number): void {
  inFile(path, (fd) => writeFully(fd, span, position));
}

/** Sets mode and time of a file that was written in pieces. */
export function finishFile(path: string | Buffer, { mode, mtime }: Finish): void {
  inFile(path, (fd) => {
    fchmodSync(fd, mode);
    setTime(fd, mtime);
  });
}

function inFile(path: string | Buffer, work: (fd: number) => void): void {
  const fd = openSync(path, constants.O_WRONLY | constants.O_NOFOLLOW);
  try {
    work(fd);
  } finally {
    closeSync(fd);
  }
}

/** Sets the times of a file. Node takes a negative number for the current time, but accepts a date before 1970. */
function setTime(fd: number, seconds: number): void {
  const time = seconds < 0 ? new Date(seconds * 1000) : seconds;
  futimesSync(fd, time, time);
}

/** @throws BundleError `BUNDLE_TRUNCATED`, `IO_FAILED` */
export function readFully(fd: number, bytes: Buffer, offset: number, name: string): void {
  for (let done = 0; done < bytes.length; ) {
    const count = reading(name, () => readSync(fd, bytes, done, bytes.length - done, offset + done));
    if (count === 0)
      throw new BundleError("BUNDLE_TRUNCATED", `Cannot read ${name}: it ends after ${offset + done} bytes`);
    done += count;
  }
}

function writeFully(fd: number, { content, start, end }: Span, position: number | null): void {
  for (let at = start; at < end; ) {
    at += writeSync(fd, content, at, end - at, position === null ? null : position + at - start);
  }
}

/** @throws BundleError `FILE_NOT_FOUND`, `PERMISSION_DENIED`, `IO_FAILED` */
export function reading<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw fromSystemError(error, `read ${name}`);
  }
}

/** As {@link reading}, for a path. It is quoted only for an error: quoting takes longer than some calls. */
export function readingPath<T>(path: ByteString, read: (path: string | Buffer) => T): T {
  try {
    return read(toFsPath(path));
  } catch (error) {
    throw fromSystemError(error, `read ${quoteBytes(path)}`);
  }
}

/** True if its directory has exactly this name, and not only one that the file system takes for the same. */
function isListed(path: ByteString): boolean {
  const slash = path.lastIndexOf("/");
  return readdirSync(toFsPath(asByteString(path.slice(0, slash))), "latin1").includes(path.slice(slash + 1));
}

/** The error for a name that exists in another spelling. */
function otherSpelling(path: ByteString, cause: unknown): BundleError {
  const message = `Cannot write ${quoteBytes(path)}: its file system treats it as the same name as another one in this directory, for example one that differs in case`;
  const hint = "Choose a home on a file system in which case counts.";
  return new BundleError("FILE_SYSTEM_UNSUPPORTED", message, { cause, hint });
}

/** @throws BundleError `ENTRY_INVALID`, `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED` */
export function writing(path: ByteString, write: (path: string | Buffer) => unknown): void {
  try {
    write(toFsPath(path));
  } catch (error) {
    throw notWritten(path, error);
  }
}

/** The error to throw when the file system refuses to write at `path`. */
export function notWritten(path: ByteString, error: unknown): Error {
  const number = errnoOf(error);
  if (number === "EEXIST" && !isListed(path)) return otherSpelling(path, error);
  // The directory is private: an entry that is already there came from the same blob.
  if (number === "EEXIST" || number === "ENOTDIR" || number === "ELOOP") {
    return new BundleError("ENTRY_INVALID", `Cannot write ${quoteBytes(path)}: another entry is in its way`, {
      cause: error,
    });
  }
  return fromSystemError(error, `write ${quoteBytes(path)}`);
}

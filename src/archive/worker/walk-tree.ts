import { accessSync, type BigIntStats, constants, lstatSync, readdirSync, readlinkSync } from "node:fs";
import { BundleError } from "../../errors.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { MAX_DEPTH } from "../../limits.ts";
import {
  asByteString,
  type ByteString,
  isAscii,
  isValidUtf8,
  quoteBytes,
  toByteString,
  toFsPath,
} from "../../tar/byte-string.ts";
import { checkPathLength, depthOf, leavesRoot } from "../../tar/entry-path.ts";
import { headerSize } from "../../tar/headers.ts";
import { DIRECTORY_ENTRY, type EntryList, entryList, FILE_ENTRY, SYMLINK_ENTRY, splitTime } from "./entry-records.ts";

const { S_IFMT, S_IFREG, S_IFDIR, S_IFLNK, S_IFIFO, S_IFSOCK } = constants;

/** Walks directories of one tree until `budget` entries are found; returns the remaining directories. */
export interface WalkTask {
  readonly kind: "walk";
  /** The tree's directory on disk. */
  readonly root: string;
  /** Prefix of the tree, before all paths in the tar. */
  readonly prefix: string;
  /** Name of the directory below the prefix. */
  readonly name: string;
  /** Directories below `root`: "" for `root` itself, others end with "/". */
  readonly directories: readonly ByteString[];
  /** At least 1, so that the first directory is walked. */
  readonly budget: number;
}

/** Encoded records, or a directory that remains to be walked. */
export type WalkPiece = Uint8Array | ByteString;

export interface WalkResult {
  /** Content of each directory of the task, in the order of the tar. */
  readonly directories: readonly (readonly WalkPiece[])[];
  readonly entryCount: number;
}

interface Walk {
  readonly root: ByteString;
  /** Path in the tar for `root`: prefix, name and "/". */
  readonly prefix: ByteString;
  /** The end of `prefix` behind the tree's prefix: paths in records start with it. */
  readonly inside: ByteString;
  readonly list: EntryList;
  /** True for root, who may read every file. For other users access is checked. */
  readonly mayReadAll: boolean;
  budget: number;
}

/**
 * @throws BundleError `FILE_UNSUPPORTED`, `NAME_INVALID`, `PERMISSION_DENIED`, `FILE_NOT_FOUND`, `IO_FAILED`,
 * `LIMIT_EXCEEDED`
 */
export function walkTree(task: WalkTask): WalkResult {
  const inside = toByteString(`${task.name}/`);
  const walk: Walk = {
    root: toByteString(task.root),
    prefix: asByteString(toByteString(task.prefix) + inside),
    inside,
    list: entryList(),
    mayReadAll: process.geteuid?.() === 0,
    budget: task.budget,
  };
  const directories = task.directories.map((directory) => {
    const pieces: WalkPiece[] = [];
    if (directory === "") addRoot(walk);
    walkDirectory(walk, directory, pieces);
    push(pieces, walk.list.take());
    return pieces;
  });
  return { directories, entryCount: task.budget - walk.budget };
}

/** A directory that is being walked, with values that are computed once for all its entries. */
interface Place {
  /** Path below the root: "" or ending with "/". */
  readonly below: ByteString;
  /** Prefixes for the names of its entries: on disk, and in the tar. */
  readonly onDisk: ByteString;
  readonly inTar: ByteString;
  /** True when both are ASCII. */
  readonly isPlain: boolean;
}

function walkDirectory(walk: Walk, directory: ByteString, pieces: WalkPiece[]): void {
  if (walk.budget <= 0) {
    push(pieces, walk.list.take());
    pieces.push(directory);
    return;
  }
  const onDisk = asByteString(`${walk.root}/${directory}`);
  if (depthOf(directory) > MAX_DEPTH) throw tooDeep(onDisk);
  const inTar = asByteString(walk.prefix + directory);
  const place = { below: directory, onDisk, inTar, isPlain: isAscii(onDisk) && isAscii(inTar) };
  for (const child of childrenOf(walk, place)) {
    addChild(walk, place, child);
    if (child.kind === S_IFDIR) walkDirectory(walk, asByteString(directory + child.key), pieces);
  }
}

interface Child {
  /** Name, with a closing "/" for a directory. Entries sort by it: `a-b` comes before `a/`. */
  readonly key: string;
  /** File type bits of the mode. */
  readonly kind: number;
  readonly mode: number;
  readonly size: number;
  readonly time: bigint;
}

function childrenOf(walk: Walk, place: Place): Child[] {
  const children: Child[] = [];
  for (const name of namesIn(place.onDisk)) children.push(lookAt(place, name));
  walk.budget -= children.length;
  return children.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function lookAt({ onDisk, isPlain }: Place, name: string): Child {
  const path = asByteString(onDisk + name);
  const isPlainName = isAscii(name);
  if (!isPlainName && !isValidUtf8(asByteString(name))) {
    throw new BundleError("NAME_INVALID", `Cannot read ${quoteBytes(path)}: its name is not UTF-8`);
  }
  const stats = statsOf(path, isPlain && isPlainName ? path : toFsPath(path));
  const mode = Number(stats.mode);
  const kind = mode & S_IFMT;
  // Do not keep the stats: they are large, and would live until the last directory below is walked.
  return {
    key: kind === S_IFDIR ? `${name}/` : name,
    kind,
    mode: mode & 0o7777,
    size: Number(stats.size),
    time: stats.mtimeNs,
  };
}

function addRoot(walk: Walk): void {
  const mode = Number(statsOf(walk.root, toFsPath(walk.root)).mode);
  const kind = mode & S_IFMT;
  if (kind !== S_IFDIR) throw unsupported(walk.root, `it is ${nameOf(kind)}, expected a directory`);
  const path = walk.inside;
  const size = headerSize(walk.prefix, NONE);
  walk.list.add({ ...DIRECTORY, path, mode: mode & 0o7777, headerSize: size });
}

const NONE = asByteString("");
const WITHOUT_CONTENT = { size: 0, mtime: 0, nanoseconds: 0, payload: NONE };
const DIRECTORY = { kind: DIRECTORY_ENTRY, ...WITHOUT_CONTENT } as const;

function addChild(walk: Walk, place: Place, { key, kind, mode, size, time }: Child): void {
  const full = asByteString(place.inTar + key);
  checkPathLength(full);
  const path = asByteString(walk.inside + place.below + key);
  const isPlain = place.isPlain && isAscii(key);
  if (kind === S_IFREG) {
    // Check only files with unusual mode bits. A file that an access list forbids fails when it is read.
    if (!walk.mayReadAll && (mode & 0o444) !== 0o444) checkReadable(asByteString(place.onDisk + key));
    const { mtime, nanoseconds } = splitTime(time);
    const header = headerSize(full, NONE, isPlain);
    walk.list.add({ kind: FILE_ENTRY, path, mode, size, mtime, nanoseconds, headerSize: header, payload: NONE });
  } else if (kind === S_IFDIR) {
    walk.list.add({ ...DIRECTORY, path, mode, headerSize: headerSize(full, NONE, isPlain) });
  } else if (kind === S_IFLNK) {
    const target = targetOf(asByteString(place.onDisk + key), asByteString(place.below + key));
    const header = headerSize(full, target);
    const link = { ...WITHOUT_CONTENT, mode: 0o777, payload: target };
    walk.list.add({ kind: SYMLINK_ENTRY, ...link, path, headerSize: header });
  } else throw unsupported(asByteString(place.onDisk + key), `it is ${nameOf(kind)}`);
}

/** Target of a symlink, checked to be portable: UTF-8, and inside its layer. */
function targetOf(path: ByteString, below: ByteString): ByteString {
  const target = asByteString(readTarget(path));
  const what = `it is a symlink to ${quoteBytes(target)}`;
  if (!isValidUtf8(target))
    throw new BundleError("NAME_INVALID", `Cannot read ${quoteBytes(path)}: ${what}, not UTF-8`);
  if (leavesRoot(target, depthOf(below))) {
    throw new BundleError("FILE_UNSUPPORTED", `Cannot read ${quoteBytes(path)}: ${what}, which leaves its layer`, {
      hint: "Ask the publisher to correct the package: OCX makes no such symlinks, and an import refuses them.",
    });
  }
  return target;
}

// No closures here: V8 would compile one for each place that makes it.

function namesIn(path: ByteString): string[] {
  try {
    return readdirSync(toFsPath(path), "latin1");
  } catch (error) {
    throw unreadable(path, error);
  }
}

const PRECISE = { bigint: true } as const;

function statsOf(path: ByteString, at: string | Buffer): BigIntStats {
  try {
    return lstatSync(at, PRECISE);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function readTarget(path: ByteString): string {
  try {
    return readlinkSync(toFsPath(path), "latin1");
  } catch (error) {
    throw unreadable(path, error);
  }
}

function checkReadable(path: ByteString): void {
  try {
    accessSync(toFsPath(path), constants.R_OK);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: ByteString, error: unknown): Error {
  const directory = path.length > 1 && path.endsWith("/") ? asByteString(path.slice(0, -1)) : path;
  return fromSystemError(error, `read ${quoteBytes(directory)}`);
}

function push(pieces: WalkPiece[], records: Uint8Array | undefined): void {
  if (records !== undefined) pieces.push(records);
}

function nameOf(kind: number): string {
  switch (kind) {
    case S_IFREG:
      return "a file";
    case S_IFDIR:
      return "a directory";
    case S_IFLNK:
      return "a symlink";
    case S_IFIFO:
      return "a named pipe";
    default:
      return kind === S_IFSOCK ? "a socket" : "a device";
  }
}

function unsupported(path: ByteString, what: string): BundleError {
  return new BundleError("FILE_UNSUPPORTED", `Cannot read ${quoteBytes(path)}: ${what}`);
}

function tooDeep(path: ByteString): BundleError {
  return new BundleError(
    "LIMIT_EXCEEDED",
    `Cannot read ${quoteBytes(path)}: it lies over ${MAX_DEPTH} directories deep`,
  );
}

import { accessSync, type BigIntStats, constants, lstatSync, readdirSync, readlinkSync } from "node:fs";
import { BundleError } from "../errors.ts";
import { asFailure } from "../io/failure.ts";
import { MAX_DEPTH } from "../io/limits.ts";
import { asByteString, type ByteString, isValidUtf8, quote, toByteString, toFsPath } from "./byte-string.ts";
import {
  DIRECTORY_ENTRY,
  type EntryList,
  type EntryRecord,
  entryList,
  FILE_ENTRY,
  SYMLINK_ENTRY,
  splitTime,
} from "./entry-list.ts";
import { checkPathLength, depthOf, leavesRoot } from "./entry-rules.ts";
import { headerSize } from "./tar-entries.ts";

/** Walks directories of one tree until `budget` entries are seen; hands back the directories it did not get to. */
export interface WalkTask {
  readonly kind: "walk";
  /** The tree's directory on disk. */
  readonly root: string;
  /** What stands before its entries' paths in the tar: the tree's prefix. */
  readonly prefix: string;
  /** How the directory is called below the prefix. */
  readonly name: string;
  /** Directories below `root`: "" for itself, else ending with "/". */
  readonly directories: readonly ByteString[];
  /** At least 1, so that the first directory is walked. */
  readonly budget: number;
}

/** Encoded records, or a directory that is left to be walked. */
export type WalkPiece = Uint8Array | ByteString;

export interface WalkResult {
  /** What is in each directory asked for, in the order of the tar. */
  readonly directories: readonly (readonly WalkPiece[])[];
  readonly entryCount: number;
}

interface Walk {
  readonly root: ByteString;
  readonly prefix: ByteString;
  readonly inside: ByteString;
  readonly list: EntryList;
  /** Root may read everything, others have to be asked about. */
  readonly mayReadAll: boolean;
  budget: number;
}

/**
 * @throws BundleError `FILE_UNSUPPORTED`, `NAME_INVALID`, `PERMISSION_DENIED`, `FILE_NOT_FOUND`, `IO_FAILED`,
 * `LIMIT_EXCEEDED`
 */
export function walkTree(task: WalkTask): WalkResult {
  const walk: Walk = {
    root: toByteString(task.root),
    prefix: toByteString(task.prefix),
    inside: toByteString(`${task.name}/`),
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

function walkDirectory(walk: Walk, directory: ByteString, pieces: WalkPiece[]): void {
  if (walk.budget <= 0) {
    push(pieces, walk.list.take());
    pieces.push(directory);
    return;
  }
  if (depthOf(directory) > MAX_DEPTH) throw tooDeep(onDisk(walk, directory));
  for (const { key, kind, facts } of childrenOf(walk, directory)) {
    const path = asByteString(directory + key);
    if (kind === "a file") addFile(walk, path, facts);
    else if (kind === "a directory") {
      add(walk, DIRECTORY_ENTRY, path, { ...WITHOUT_CONTENT, mode: facts.mode }, NONE);
      walkDirectory(walk, path, pieces);
    } else if (kind === "a symlink") addSymlink(walk, path);
    else throw unsupported(onDisk(walk, path), `it is ${kind}`);
  }
}

interface Child {
  /** The name; a directory's with the "/" that closes it, since it sorts by that: `a-b` comes before `a/`. */
  readonly key: string;
  readonly kind: string;
  readonly facts: Facts;
}

function childrenOf(walk: Walk, directory: ByteString): Child[] {
  const names = doing(onDisk(walk, directory), (path) => readdirSync(path, "latin1"));
  walk.budget -= names.length;
  const children = names.map((name) => {
    const path = onDisk(walk, asByteString(directory + name));
    if (!isValidUtf8(asByteString(name))) {
      throw new BundleError("NAME_INVALID", `Cannot read ${quote(path)}: its name is not UTF-8`);
    }
    const stats = doing(path, (file) => lstatSync(file, { bigint: true }));
    // Not the stats themselves: they are large, and would live until the last directory below is walked.
    return { key: stats.isDirectory() ? `${name}/` : name, kind: kindOf(stats), facts: factsOf(stats) };
  });
  return children.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function addRoot(walk: Walk): void {
  const stats = doing(walk.root, (path) => lstatSync(path, { bigint: true }));
  if (!stats.isDirectory()) throw unsupported(walk.root, `it is ${kindOf(stats)}, expected a directory`);
  add(walk, DIRECTORY_ENTRY, NONE, { ...WITHOUT_CONTENT, mode: modeOf(stats) }, NONE);
}

function addFile(walk: Walk, path: ByteString, facts: Facts): void {
  // Only the odd file has to be asked about; what an access list forbids is found when it is read.
  if (!walk.mayReadAll && (facts.mode & 0o444) !== 0o444) {
    doing(onDisk(walk, path), (file) => accessSync(file, constants.R_OK));
  }
  add(walk, FILE_ENTRY, path, facts, NONE);
}

function addSymlink(walk: Walk, path: ByteString): void {
  const target = asByteString(doing(onDisk(walk, path), (file) => readlinkSync(file, "latin1")));
  const what = `it is a symlink to ${quote(target)}`;
  if (!isValidUtf8(target)) throw new BundleError("NAME_INVALID", `Cannot read ${quote(path)}: ${what}, not UTF-8`);
  if (leavesRoot(target, depthOf(path))) throw unsupported(onDisk(walk, path), `${what}, which leaves its layer`);
  add(walk, SYMLINK_ENTRY, path, { ...WITHOUT_CONTENT, mode: 0o777 }, target);
}

type Facts = Pick<EntryRecord, "mode" | "size" | "mtime" | "nanoseconds">;

const WITHOUT_CONTENT = { size: 0, mtime: 0, nanoseconds: 0 };

function factsOf(stats: BigIntStats): Facts {
  const { mtime, nanoseconds } = splitTime(stats.mtimeNs);
  return { mode: modeOf(stats), size: Number(stats.size), mtime, nanoseconds };
}

function modeOf(stats: BigIntStats): number {
  return Number(stats.mode) & 0o7777;
}

function add(walk: Walk, kind: 0 | 1 | 2, path: ByteString, facts: Facts, payload: ByteString): void {
  const below = asByteString(walk.inside + path);
  const full = asByteString(walk.prefix + below);
  checkPathLength(full);
  const { mode, size, mtime, nanoseconds } = facts;
  walk.list.add({ kind, path: below, mode, size, mtime, nanoseconds, headerSize: headerSize(full, payload), payload });
}

const NONE = asByteString("");

function onDisk(walk: Walk, path: ByteString): ByteString {
  return asByteString(path === "" ? walk.root : `${walk.root}/${path}`);
}

function push(pieces: WalkPiece[], records: Uint8Array | undefined): void {
  if (records !== undefined) pieces.push(records);
}

function doing<T>(path: ByteString, read: (path: string | Buffer) => T): T {
  try {
    return read(toFsPath(path));
  } catch (error) {
    throw asFailure(error, `read ${quote(path)}`);
  }
}

function kindOf(stats: BigIntStats): string {
  if (stats.isFile()) return "a file";
  if (stats.isDirectory()) return "a directory";
  if (stats.isSymbolicLink()) return "a symlink";
  if (stats.isFIFO()) return "a named pipe";
  return stats.isSocket() ? "a socket" : "a device";
}

function unsupported(path: ByteString, what: string): BundleError {
  return new BundleError("FILE_UNSUPPORTED", `Cannot export ${quote(path)}: ${what}`);
}

function tooDeep(path: ByteString): BundleError {
  return new BundleError("LIMIT_EXCEEDED", `Cannot export ${quote(path)}: it lies over ${MAX_DEPTH} directories deep`);
}

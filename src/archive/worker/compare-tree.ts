import { type BigIntStats, closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from "node:fs";
import { BundleError } from "../../errors.ts";
import { OPEN_FLAGS } from "../../io/byte-source.ts";
import { errnoOf } from "../../io/system-error.ts";
import { asByteString, type ByteString, isValidUtf8, quoteBytes, toByteString, toText } from "../../tar/byte-string.ts";
import { readingPath } from "./files.ts";
import { isOtherUmask } from "./umask-modes.ts";

/** Compares a directory on disk with the one that linking its sources would make. Changes nothing. */
export interface CompareTask {
  readonly kind: "compare";
  readonly sources: readonly CompareSource[];
  /** The directory to judge; it may be absent. */
  readonly found: string;
  /** True for a layer: modes of directories count. Those of a package are always the default. */
  readonly isLayer: boolean;
}

/** A tree, and its place in the expected directory. */
export interface CompareSource {
  readonly path: string;
  /** Levels dropped from its top. */
  readonly strip: number;
  /** Directory for the rest: "" or "a/b". */
  readonly prefix: string;
}

/** One entry that is not as expected. Parents come before what is in them. */
export interface Difference {
  /** Below the judged directory. */
  readonly path: string;
  readonly change: "changed" | "missing" | "added" | "mode";
  /** The expected entry; absent for `added`. */
  readonly expected?: ExpectedEntry;
}

export type ExpectedEntry =
  /** `mode` is absent if the default mode is right. */
  | { readonly kind: "directory"; readonly mode?: number }
  | { readonly kind: "file"; readonly from: string }
  | { readonly kind: "symlink"; readonly target: string };

export interface CompareResult {
  readonly differences: readonly Difference[];
  /** Directories with a mode that another umask explains. */
  readonly otherUmask: number;
}

const CHUNK = 1024 * 1024;
/** Type bits of a mode. */
const S_IFMT = 0o170000n;

/** @throws BundleError `PERMISSION_DENIED`, `IO_FAILED`; `NAME_INVALID` for an entry whose name is not UTF-8 */
export function compareTree({ sources, found, isLayer }: CompareTask): CompareResult {
  const comparison = { isLayer, differences: [] as Difference[], otherUmask: 0, buffers: undefined };
  const tops = sources.flatMap(({ path, strip, prefix }) =>
    levelsBelow(toByteString(path), strip).map((top) => ({
      path: top,
      pending: prefix === "" ? [] : prefix.split("/"),
    })),
  );
  compareDirectory(
    comparison,
    tops,
    { path: toByteString(found), isThere: statsOf(toByteString(found)) !== undefined },
    "",
  );
  return comparison;
}

interface Comparison {
  readonly isLayer: boolean;
  readonly differences: Difference[];
  otherUmask: number;
  buffers: readonly [Buffer, Buffer] | undefined;
}

/** A directory whose entries are expected, or one that is still some prefix above. */
interface Source {
  readonly path: ByteString;
  readonly pending: readonly string[];
}

interface Found {
  readonly path: ByteString;
  readonly isThere: boolean;
}

function levelsBelow(path: ByteString, levels: number): ByteString[] {
  if (levels === 0) return [path];
  const below = namesIn(path).map((name) => asByteString(`${path}/${name}`));
  return below.filter(isDirectory).flatMap((directory) => levelsBelow(directory, levels - 1));
}

function compareDirectory(comparison: Comparison, sources: readonly Source[], found: Found, below: string): void {
  const expected = new Map<string, Source[]>();
  const expect = (name: string, source: Source): void => {
    expected.set(name, [...(expected.get(name) ?? []), source]);
  };
  for (const { path, pending } of sources) {
    const [next, ...rest] = pending;
    if (next !== undefined) expect(toByteString(next), { path, pending: rest });
    else for (const name of namesIn(path)) expect(name, { path: asByteString(`${path}/${name}`), pending: [] });
  }
  const there = new Set(found.isThere ? namesIn(found.path) : []);
  for (const [name, entries] of expected) {
    const place = { path: asByteString(`${found.path}/${name}`), isThere: there.delete(name) };
    compareEntry(comparison, entries, place, `${below}${toText(asByteString(name))}`);
  }
  for (const name of there) {
    if (!isValidUtf8(asByteString(name))) {
      const path = asByteString(`${found.path}/${name}`);
      throw new BundleError("NAME_INVALID", `Cannot repair ${quoteBytes(path)}: its name is not UTF-8`, {
        hint: "Remove it, then run the import again.",
      });
    }
    comparison.differences.push({ path: `${below}${toText(asByteString(name))}`, change: "added" });
  }
}

function compareEntry(comparison: Comparison, entries: readonly Source[], found: Found, path: string): void {
  const [first] = entries;
  if (first === undefined) return;
  const stats = found.isThere ? statsOf(found.path) : undefined;
  const wanted = first.pending.length > 0 || entries.length > 1 ? undefined : statsOf(first.path);
  if (wanted === undefined || wanted.isDirectory()) {
    const isThere = stats?.isDirectory() === true;
    const mode = comparison.isLayer && wanted !== undefined ? modeOf(wanted) : undefined;
    const expected = { kind: "directory", ...(mode !== undefined && { mode }) } as const;
    if (!isThere) comparison.differences.push({ path, change: stats === undefined ? "missing" : "changed", expected });
    else if (mode !== undefined && mode !== modeOf(stats)) {
      if (isOtherUmask(mode, modeOf(stats))) comparison.otherUmask += 1;
      else comparison.differences.push({ path, change: "mode", expected });
    }
    compareDirectory(comparison, entries, { path: found.path, isThere }, `${path}/`);
    return;
  }
  if (stats !== undefined && isSame(comparison, { path: first.path, stats: wanted }, { path: found.path, stats }))
    return;
  const expected: ExpectedEntry = wanted.isSymbolicLink()
    ? { kind: "symlink", target: toText(targetOf(first.path)) }
    : { kind: "file", from: toText(first.path) };
  comparison.differences.push({ path, change: stats === undefined ? "missing" : "changed", expected });
}

interface Entry {
  readonly path: ByteString;
  readonly stats: BigIntStats;
}

function isSame(comparison: Comparison, wanted: Entry, found: Entry): boolean {
  const [a, b] = [wanted.stats, found.stats];
  if ((a.mode & S_IFMT) !== (b.mode & S_IFMT)) return false;
  if (a.isSymbolicLink()) return targetOf(wanted.path) === targetOf(found.path);
  if (a.ino === b.ino && a.dev === b.dev) return true;
  const isAlike = a.isFile() && a.mode === b.mode && a.size === b.size;
  if (!isAlike || a.mtimeNs / NANOSECONDS !== b.mtimeNs / NANOSECONDS) return false;
  comparison.buffers ??= [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)];
  return hasSameBytes(wanted.path, found.path, comparison.buffers);
}

const NANOSECONDS = 1_000_000_000n;

function hasSameBytes(one: ByteString, other: ByteString, [a, b]: readonly [Buffer, Buffer]): boolean {
  const [first, second] = [open(one), open(other)];
  try {
    for (;;) {
      const [read, there] = [readingPath(one, () => readFull(first, a)), readingPath(other, () => readFull(second, b))];
      if (read !== there || !a.subarray(0, read).equals(b.subarray(0, there))) return false;
      if (read < CHUNK) return true;
    }
  } finally {
    closeSync(first);
    closeSync(second);
  }
}

function readFull(fd: number, buffer: Buffer): number {
  let at = 0;
  for (let count = -1; at < buffer.length && count !== 0; at += count)
    count = readSync(fd, buffer, at, buffer.length - at, null);
  return at;
}

function open(path: ByteString): number {
  return readingPath(path, (at) => openSync(at, OPEN_FLAGS));
}

function namesIn(path: ByteString): string[] {
  return readingPath(path, (at) => readdirSync(at, "latin1"));
}

function isDirectory(path: ByteString): boolean {
  return statsOf(path)?.isDirectory() === true;
}

function targetOf(path: ByteString): ByteString {
  return asByteString(readingPath(path, (at) => readlinkSync(at, "latin1")));
}

function statsOf(path: ByteString): BigIntStats | undefined {
  return readingPath(path, (at) => {
    try {
      return lstatSync(at, { bigint: true });
    } catch (error) {
      if (errnoOf(error) === "ENOENT") return undefined;
      throw error;
    }
  });
}

function modeOf({ mode }: BigIntStats): number {
  return Number(mode & 0o7777n);
}

import { createHash } from "node:crypto";
import { createReadStream, type Dirent } from "node:fs";
import { lstat, opendir, readdir, readlink, realpath, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { BundleError } from "../../errors.ts";
import { isAbsent } from "../../io/look-at.ts";
import { readRegularFile } from "../../io/read-regular-file.ts";
import { errnoOf } from "../../io/system-error.ts";
import { fromHomeError, type ReadDocument } from "../model/open-home.ts";

/** The home that an import writes to; it need not exist yet. Paths are home-relative; an absent one gives undefined or false. */
export interface TargetHome {
  /** As given: links are written with this spelling. */
  readonly path: string;
  /** An empty file counts as absent, as it does for OCX: a process or a machine died while it was written. */
  readonly read: ReadDocument;
  /** The text of a symlink. */
  readonly link: (path: string) => Promise<string | undefined>;
  /** True when something has this name, even a link that leads nowhere. */
  readonly exists: (path: string) => Promise<boolean>;
  readonly isDirectory: (path: string) => Promise<boolean>;
  /** True for a directory with something in it, or in a directory that many levels below. */
  readonly hasEntries: (path: string, levels?: number) => Promise<boolean>;
  /** The entries of a directory. */
  readonly entries: (path: string) => Promise<readonly Dirent[]>;
  /** Permission bits of a regular file; undefined for anything else. */
  readonly mode: (path: string) => Promise<number | undefined>;
  /** Bytes of a regular file; undefined for anything else. */
  readonly size: (path: string) => Promise<number | undefined>;
  /** Digest of a file's bytes. */
  readonly digest: (path: string) => Promise<string | undefined>;
  /** The path with all links resolved. */
  readonly real: (path: string) => Promise<string | undefined>;
  /** True when an absolute path, all links resolved, is that of something in the home. */
  readonly leadsTo: (absolute: string, path: string) => Promise<boolean>;
}

/**
 * Looks at a home without touching it. @throws BundleError from every function: `PERMISSION_DENIED`, `IO_FAILED`, `PATH_UNSAFE`
 */
export function targetHome(home: string): TargetHome {
  const look = async <T>(path: string, absent: T, work: (full: string) => Promise<T>): Promise<T> => {
    const full = inHome(home, path);
    try {
      return await work(full);
    } catch (error) {
      if (isAbsent(error)) return absent;
      throw fromHomeError(error, { doing: `look at ${full}`, path });
    }
  };
  return {
    path: home,
    read: async (path) => {
      const bytes = await look<Uint8Array | undefined>(path, undefined, (full) => readRegularFile(full));
      return bytes?.byteLength === 0 ? undefined : bytes;
    },
    link: (path) => look<string | undefined>(path, undefined, textOfLink),
    exists: (path) => look(path, false, async (full) => (await lstat(full)) !== undefined),
    isDirectory: (path) => look(path, false, async (full) => (await stat(full)).isDirectory()),
    hasEntries: (path, levels = 0) => look(path, false, (full) => hasEntries(full, levels)),
    entries: (path) => look<readonly Dirent[]>(path, [], (full) => readdir(full, { withFileTypes: true })),
    mode: (path) =>
      look<number | undefined>(path, undefined, async (full) => {
        const stats = await lstat(full);
        return stats.isFile() ? stats.mode & 0o7777 : undefined;
      }),
    size: (path) =>
      look<number | undefined>(path, undefined, async (full) => {
        const stats = await lstat(full);
        return stats.isFile() ? stats.size : undefined;
      }),
    digest: (path) => look<string | undefined>(path, undefined, digestOfFile),
    real: (path) => look<string | undefined>(path, undefined, (full) => realpath(full)),
    leadsTo: (absolute, path) =>
      look(path, false, async (full) => (await realpath(absolute)) === (await realpath(full))),
  };
}

/** A home of which nothing exists yet, whatever this machine has at its path. */
export function absentHome(home: string): TargetHome {
  return {
    path: home,
    read: async () => undefined,
    link: async () => undefined,
    exists: async () => false,
    isDirectory: async () => false,
    hasEntries: async () => false,
    entries: async () => [],
    mode: async () => undefined,
    size: async () => undefined,
    digest: async () => undefined,
    real: async () => undefined,
    leadsTo: async () => false,
  };
}

async function hasEntries(path: string, levels: number): Promise<boolean> {
  for await (const entry of await opendir(path, { bufferSize: 1 })) {
    if (levels === 0 || (entry.isDirectory() && (await hasEntries(`${path}/${entry.name}`, levels - 1)))) return true;
  }
  return false;
}

async function digestOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return `sha256:${hash.digest("hex")}`;
}

/** @throws BundleError `PATH_UNSAFE` for anything but a link */
async function textOfLink(path: string): Promise<string> {
  try {
    return await readlink(path);
  } catch (error) {
    if (errnoOf(error) !== "EINVAL") throw error;
    throw inTheWay(path, (await lstat(path)).isDirectory() ? "a directory" : "a file", "a link or nothing");
  }
}

/** Something in the home that an import must not go through, nor replace. */
export function inTheWay(path: string, found: string, expected: string): BundleError {
  const hint = "Move it out of the way, then run the import again.";
  return new BundleError("PATH_UNSAFE", `Cannot import to ${path}: it is ${found}, expected ${expected}`, { hint });
}

/** The same home, with each document read only once. For a time in which nobody writes. */
export function readOnce(target: TargetHome): TargetHome {
  const known = new Map<string, Promise<Uint8Array | undefined>>();
  const read: ReadDocument = (path) => {
    const reading = known.get(path) ?? target.read(path);
    known.set(path, reading);
    return reading;
  };
  return { ...target, read };
}

/**
 * The absolute path of something in a home, spelled as OCX spells it: the home as given, `..` and symlinks included, and
 * one slash. It is text inside links and launchers, so that it must not be normalised.
 * @throws BundleError `PATH_UNSAFE` when the path leaves the home
 */
export function inHome(home: string, path: string): string {
  if (
    path.split("/").some((segment) => segment === "" || segment === "." || segment === ".." || segment.includes("\0"))
  ) {
    throw new BundleError("PATH_UNSAFE", `Cannot use path "${path}": it is not below the home`);
  }
  return home.endsWith("/") ? `${home}${path}` : `${home}/${path}`;
}

import { closeSync, constants, existsSync, lstatSync, mkdirSync, openSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { BundleError } from "../errors.ts";
import { errnoOf, fromSystemError } from "./system-error.ts";

/** Flag that opens a directory only as a starting point for paths. Node has no name for it. Source: Linux, fcntl.h */
const O_PATH = 0o10000000;
const GO_THROUGH = O_PATH + constants.O_DIRECTORY;
const GO_THROUGH_NO_LINK = GO_THROUGH + constants.O_NOFOLLOW;

/** Directory of the process's open descriptors. Threads share it, child processes do not. */
const DESCRIPTORS = "/proc/self/fd";

/** Most directories kept open beside the tree's own. A few are enough: changes in one directory come together. */
const KEPT_OPEN = 64;

/**
 * A directory held open, and everything below it. Each folder on a path is opened by one name in its open parent, and links
 * are not followed: replacing a folder by a link meanwhile cannot lead a change out of the tree.
 */
export interface OpenTree extends Disposable {
  /** Path of the open directory, even if it is renamed. Valid only in this process and its threads. */
  readonly path: string;
  /** Path as the user knows it, for messages. */
  readonly name: string;
  /**
   * Calls `work` with the path of one name in an open folder. Makes missing folders.
   * @param path relative to the tree
   * @throws BundleError `PATH_UNSAFE` for a link or file on the way; system errors as {@link fromSystemError} turns them
   */
  at<T>(path: string, work: (place: string) => Promise<T>): Promise<T>;
  /** As {@link at}, but makes no folder; undefined when one is absent. */
  ifThere<T>(path: string, work: (place: string) => Promise<T>): Promise<T | undefined>;
  /** Opens a directory of the tree as a tree of its own. */
  open(path: string): OpenTree;
}

interface OpenTreeOptions {
  /** Directories at the top that may be links. Each is followed once, when it is opened. */
  readonly links?: readonly string[];
  /** False if the system has no `/proc/self/fd`: then names are checked before and after each change. */
  readonly byDescriptor?: boolean;
}

/** An open folder; without descriptors, only its checked path. */
interface Folder {
  readonly path: string;
  readonly descriptor: number | undefined;
}

/** @throws BundleError `FILE_NOT_FOUND`, `PERMISSION_DENIED`, `IO_FAILED` */
export function openTree(
  path: string,
  { links = [], byDescriptor = existsSync(DESCRIPTORS) }: OpenTreeOptions = {},
): OpenTree {
  return treeIn(openFolder(path, { byDescriptor, follow: true }), { name: path, links, byDescriptor });
}

function treeIn(
  top: Folder,
  { name: treeName, links, byDescriptor }: Required<OpenTreeOptions> & { name: string },
): OpenTree {
  const named = (path: string): string => `${treeName}/${path}`;
  const pinned = new Map<string, Folder>();
  const open = new Map<string, Folder>();
  for (const link of links) {
    const path = `${top.path}/${link}`;
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true && lstatSync(path).isSymbolicLink())
      pinned.set(link, openFolder(path, { byDescriptor, follow: true }));
  }
  const enter = (path: string, make: boolean): Folder => {
    if (path === ".") return top;
    const known = pinned.get(path) ?? open.get(path);
    open.delete(path);
    const folder = known ?? openBelow(enter(dirname(path), make), path, make);
    if (!byDescriptor || pinned.has(path)) return folder;
    // The most recently used is last, so the first is closed when there are too many.
    open.set(path, folder);
    const [oldest] = open.size > KEPT_OPEN ? open : [];
    if (oldest !== undefined) {
      closeFolder(oldest[1]);
      open.delete(oldest[0]);
    }
    return folder;
  };
  const openBelow = (parent: Folder, path: string, make: boolean): Folder => {
    const place = `${parent.path}/${basename(path)}`;
    try {
      if (make) makeFolder(place);
      return openFolder(place, { byDescriptor, follow: false });
    } catch (error) {
      throw isInTheWay(error) ? inTheWay(named(path)) : error;
    }
  };
  const at = async <T>(path: string, work: (place: string) => Promise<T>, make: boolean): Promise<T> => {
    const folder = dirname(path);
    try {
      const result = await work(`${enter(folder, make).path}/${basename(path)}`);
      if (!byDescriptor) enter(folder, false);
      return result;
    } catch (error) {
      throw withNames(fromSystemError(error, `write ${named(path)}`), tree);
    }
  };
  const tree: OpenTree = {
    path: top.path,
    name: treeName,
    at: (path, work) => at(path, work, true),
    ifThere: async (path, work) => {
      try {
        enter(dirname(path), false);
      } catch (error) {
        if (errnoOf(error) === "ENOENT") return undefined;
        throw fromSystemError(error, `look at ${named(path)}`);
      }
      return at(path, work, false);
    },
    open: (path) => {
      try {
        const folder = openBelow(enter(dirname(path), false), path, false);
        return treeIn(folder, { name: named(path), links: [], byDescriptor });
      } catch (error) {
        throw fromSystemError(error, `open ${named(path)}`);
      }
    },
    [Symbol.dispose]: () => {
      for (const folder of [top, ...pinned.values(), ...open.values()]) closeFolder(folder);
      open.clear();
    },
  };
  return tree;
}

/** Replaces descriptor paths in a failure by the names that the user knows. */
export function withNames(error: unknown, { path, name }: Pick<OpenTree, "path" | "name">): unknown {
  if (!(error instanceof BundleError) || path === name || !error.message.includes(`${path}/`)) return error;
  // Only where a path begins, since the path may be as short as ".".
  const named = (text: string, before: string) => text.replaceAll(`${before}${path}/`, `${before}${name}/`);
  const message = [" ", '"', "'"].reduce(named, error.message);
  return new BundleError(error.code, message, { hint: error.hint, cause: error.cause });
}

function makeFolder(place: string): void {
  try {
    mkdirSync(place);
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw error;
  }
}

function openFolder(path: string, { byDescriptor, follow }: { byDescriptor: boolean; follow: boolean }): Folder {
  if (byDescriptor) {
    const descriptor = openSync(path, follow ? GO_THROUGH : GO_THROUGH_NO_LINK);
    return { path: `${DESCRIPTORS}/${descriptor}`, descriptor };
  }
  if ((follow ? statSync(path) : lstatSync(path)).isDirectory()) return { path, descriptor: undefined };
  throw inTheWay(path);
}

function closeFolder({ descriptor }: Folder): void {
  if (descriptor !== undefined) closeSync(descriptor);
}

/** True for the errors of a link or file where a directory was expected. */
function isInTheWay(error: unknown): boolean {
  return errnoOf(error) === "ENOTDIR" || errnoOf(error) === "ELOOP" || error instanceof BundleError;
}

function inTheWay(path: string): BundleError {
  const hint = "Move it out of the way, then run it again.";
  return new BundleError("PATH_UNSAFE", `Cannot go through ${path}: it is a link or a file, expected a directory`, {
    hint,
  });
}

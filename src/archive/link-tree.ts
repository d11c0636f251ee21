import { type Dirent, readdirSync, readlinkSync } from "node:fs";
import { asByteString, type ByteString, isAscii, quote, toFsPath } from "./byte-string.ts";
import { reading } from "./disk.ts";
import { linkDirectory, linkFile, linkSymlink } from "./link-entry.ts";

/** A directory of a layer that goes into a package. */
export interface LinkItem {
  readonly from: ByteString;
  /** The package's `content`, and where in it this goes: "" or ending with "/". */
  readonly content: ByteString;
  readonly to: ByteString;
  /** Levels that are still to be dropped. */
  readonly strip: number;
  /** The top of what a layer brings: the directories of `to` are not made yet. */
  readonly isTop: boolean;
}

/** Links directories until `budget` entries are done; hands back the items it did not get to. */
export interface LinkTask {
  readonly kind: "link";
  readonly items: readonly LinkItem[];
  readonly budget: number;
}

export type LinkResult = readonly LinkItem[];

/**
 * Merges layer directories into packages by hard link, in any order and by several threads at once. Modes of
 * directories are the default, as OCX leaves them.
 * @throws BundleError `LAYER_OVERLAP`, `METADATA_INVALID`, `IO_FAILED`, `PERMISSION_DENIED`
 */
export function linkTree({ items, budget }: LinkTask): LinkResult {
  const open = items.toReversed();
  let left = budget;
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const children = readingPath(item.from, (path) => readdirSync(path, { encoding: "latin1", withFileTypes: true }));
    left -= children.length + 1;
    if (item.strip > 0) open.push(...stripped(item, children));
    else open.push(...merge(item, children));
    if (left <= 0) break;
  }
  return open.toReversed();
}

/** Files and symlinks on the levels that are dropped are dropped too. */
function stripped(item: LinkItem, children: readonly Dirent[]): LinkItem[] {
  return children
    .filter((child) => child.isDirectory())
    .map((child) => ({ ...item, from: asByteString(`${item.from}/${child.name}`), strip: item.strip - 1 }));
}

/** Links the files of one directory; returns its subdirectories. */
function merge(item: LinkItem, children: readonly Dirent[]): LinkItem[] {
  const { content, to } = item;
  makeDirectories(item);
  const subdirectories: LinkItem[] = [];
  const source = `${item.from}/`;
  const destination = `${content}/${to}`;
  // Asked once for a directory, and then only of names.
  const isPlain = isAscii(source) && isAscii(destination);
  for (const child of children) {
    const { name } = child;
    if (child.isFile()) {
      if (isPlain && isAscii(name)) linkFile(source + name, destination + name);
      else linkFile(toFsPath(asByteString(source + name)), toFsPath(asByteString(destination + name)));
    } else if (child.isDirectory()) {
      const from = asByteString(source + name);
      subdirectories.push({ content, from, to: asByteString(`${to}${name}/`), strip: 0, isTop: false });
    } else if (child.isSymbolicLink()) {
      const target = readingPath(asByteString(source + name), (path) => readlinkSync(path, "latin1"));
      linkSymlink(content, asByteString(to + name), asByteString(target));
    }
  }
  return subdirectories;
}

/** One by one, since a symlink that another layer brought must not be followed. */
function makeDirectories({ content, to, isTop }: LinkItem): void {
  let slash = isTop ? to.indexOf("/") : to.length - 1;
  for (; slash > 0; slash = to.indexOf("/", slash + 1)) linkDirectory(asByteString(`${content}/${to.slice(0, slash)}`));
}

function readingPath<T>(path: ByteString, read: (path: string | Buffer) => T): T {
  return reading(quote(path), () => read(toFsPath(path)));
}

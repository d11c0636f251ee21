import { type Dirent, readdirSync, readlinkSync } from "node:fs";
import { asByteString, type ByteString, isAscii, toFsPath } from "../../tar/byte-string.ts";
import { readingPath } from "./files.ts";
import { checkPrefixed, type LinkContent, linkDirectory, linkFile, linkSymlink } from "./link-entry.ts";

/** A directory of a layer to link into a package. */
export interface LinkItem extends LinkContent {
  readonly from: ByteString;
  /** Destination below the package's content: "" or ending with "/". */
  readonly to: ByteString;
  /** Number of levels that remain to be dropped. */
  readonly strip: number;
  /** True for the top of a layer: the directories of `to` are not made yet. */
  readonly isTop: boolean;
  /** True if `to` begins with a prefix. */
  readonly isPrefixed: boolean;
}

/** Links directories until `budget` entries are done; returns the remaining items. */
export interface LinkTask {
  readonly kind: "link";
  readonly items: readonly LinkItem[];
  readonly budget: number;
}

export interface LinkResult {
  readonly rest: readonly LinkItem[];
  /** The symlinks that were made, with the package's content. */
  readonly symlinks: readonly PlacedSymlink[];
}

export interface PlacedSymlink extends LinkContent {
  readonly path: ByteString;
  readonly target: ByteString;
}

/**
 * Merges layer directories into packages by hard link, in any order and on several threads at once. Directories get the default
 * mode, as OCX leaves them.
 * @throws BundleError `LAYER_OVERLAP`, `PATH_UNSAFE`, `LIMIT_EXCEEDED`, `IO_FAILED`, `PERMISSION_DENIED`
 */
export function linkTree({ items, budget }: LinkTask): LinkResult {
  const open = items.toReversed();
  const symlinks: PlacedSymlink[] = [];
  let left = budget;
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const children = readingPath(item.from, (path) => readdirSync(path, { encoding: "latin1", withFileTypes: true }));
    left -= children.length + 1;
    for (const inner of item.strip > 0 ? stripped(item, children) : merge(item, children, symlinks)) open.push(inner);
    if (left <= 0) break;
  }
  return { rest: open.toReversed(), symlinks };
}

/** Subdirectories of a dropped level; its files and symlinks are dropped too. */
function stripped(item: LinkItem, children: readonly Dirent[]): LinkItem[] {
  return children
    .filter((child) => child.isDirectory())
    .map((child) => ({ ...item, from: asByteString(`${item.from}/${child.name}`), strip: item.strip - 1 }));
}

/** Links the files of one directory; returns its subdirectories. */
function merge(item: LinkItem, children: readonly Dirent[], symlinks: PlacedSymlink[]): LinkItem[] {
  const { owner, content, to, isPrefixed } = item;
  makeDirectories(item);
  const subdirectories: LinkItem[] = [];
  const source = `${item.from}/`;
  const destination = `${content}/${to}`;
  // Checked once for the directory; then only the names are checked.
  const isPlain = isAscii(source) && isAscii(destination);
  for (const child of children) {
    const { name } = child;
    if (child.isFile()) {
      if (isPlain && isAscii(name)) linkFile(source + name, destination + name);
      else linkFile(toFsPath(asByteString(source + name)), toFsPath(asByteString(destination + name)));
    } else if (child.isDirectory()) {
      const from = asByteString(source + name);
      const inner = asByteString(`${to}${name}/`);
      if (isPrefixed) checkPrefixed(inner);
      subdirectories.push({ ...item, from, to: inner, strip: 0, isTop: false });
    } else if (child.isSymbolicLink()) {
      const target = asByteString(readingPath(asByteString(source + name), (path) => readlinkSync(path, "latin1")));
      const path = asByteString(to + name);
      linkSymlink(item, path, target);
      symlinks.push({ owner, content, path, target });
    }
  }
  return subdirectories;
}

/** Makes directories one by one, since a symlink of another layer must not be followed. */
function makeDirectories({ content, to, isTop }: LinkItem): void {
  let slash = isTop ? to.indexOf("/") : to.length - 1;
  for (; slash > 0; slash = to.indexOf("/", slash + 1)) linkDirectory(asByteString(`${content}/${to.slice(0, slash)}`));
}

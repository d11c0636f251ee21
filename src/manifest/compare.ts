import type { FileEntry } from "./file-list.ts";
import type { PackageTree } from "./package-trees.ts";

export type Status = "added" | "removed" | "changed";

/** A file that is not the same on both sides. Sizes are in bytes, of a file only. */
export interface FileDifference {
  readonly path: string;
  readonly status: Status;
  /** The members that differ in a changed one. */
  readonly what: readonly ("type" | "content" | "mode" | "target")[];
  readonly sizeBefore?: number;
  readonly sizeAfter?: number;
}

/** A package that is not the same on both sides. */
export interface PackageDifference {
  readonly status: Status;
  readonly before?: PackageTree;
  readonly after?: PackageTree;
  /** Only of a changed package. */
  readonly files: readonly FileDifference[];
}

/**
 * Compares two lists of packages. The same package is compared with itself; of the others, the only one of a repository on either
 * side with the only one on the other side.
 */
export function comparePackages(
  before: readonly PackageTree[],
  after: readonly PackageTree[],
): readonly PackageDifference[] {
  return pairs(before, after).flatMap(([one, two]): PackageDifference[] => {
    if (one === undefined || two === undefined) {
      if (two !== undefined) return [{ status: "added", after: two, files: [] }];
      return one === undefined ? [] : [{ status: "removed", before: one, files: [] }];
    }
    const files = compareFiles(one.entries, two.entries);
    const isSame = files.length === 0 && (one.digest ?? two.digest) === (two.digest ?? one.digest);
    return isSame ? [] : [{ status: "changed", before: one, after: two, files }];
  });
}

type Pair = readonly [PackageTree | undefined, PackageTree | undefined];

function pairs(before: readonly PackageTree[], after: readonly PackageTree[]): readonly Pair[] {
  const theirs = new Map(after.map((tree) => [tree.path, tree]));
  const matched = new Set<PackageTree>();
  const found: Pair[] = [];
  const pair = (one: PackageTree, two: PackageTree): void => {
    matched.add(one).add(two);
    found.push([one, two]);
  };
  for (const tree of before) {
    const same = theirs.get(tree.path);
    if (same !== undefined) pair(tree, same);
  }
  const rest = (trees: readonly PackageTree[]): readonly PackageTree[] => trees.filter((tree) => !matched.has(tree));
  const byName = Map.groupBy(rest(after), ({ name }) => name);
  for (const [name, [one, ...others]] of Map.groupBy(rest(before), (tree) => tree.name)) {
    const [two, ...further] = byName.get(name) ?? [];
    const isOnly = others.length === 0 && further.length === 0;
    if (name !== undefined && isOnly && one !== undefined && two !== undefined) pair(one, two);
  }
  for (const tree of rest(before)) found.push([tree, undefined]);
  for (const tree of rest(after)) found.push([undefined, tree]);
  const keyOf = ([one, two]: Pair): string => labelOf(one ?? two);
  return found.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Name of a package for people and for order. */
export function labelOf(tree: PackageTree | undefined): string {
  return tree?.name ?? tree?.path ?? "";
}

function compareFiles(before: Iterable<FileEntry>, after: Iterable<FileEntry>): readonly FileDifference[] {
  const theirs = new Map(Array.from(after, (entry) => [entry.path, entry]));
  const differences: FileDifference[] = [];
  for (const entry of before) {
    const other = theirs.get(entry.path);
    theirs.delete(entry.path);
    const what = other === undefined ? [] : differencesOf(entry, other);
    if (other !== undefined && what.length === 0) continue;
    const status = other === undefined ? "removed" : "changed";
    differences.push({ path: entry.path, status, what, ...sizes(entry, other) });
  }
  for (const entry of theirs.values())
    differences.push({ path: entry.path, status: "added", what: [], ...sizes(undefined, entry) });
  return differences.toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

function differencesOf(one: FileEntry, two: FileEntry): FileDifference["what"] {
  if (one.type === "file" && two.type === "file") {
    const isSame = one.size === two.size && one.digest === two.digest;
    return [...(isSame ? [] : (["content"] as const)), ...(one.mode === two.mode ? [] : (["mode"] as const))];
  }
  if (one.type === "symlink" && two.type === "symlink") return one.target === two.target ? [] : ["target"];
  return one.type === two.type ? [] : ["type"];
}

function sizes(before: FileEntry | undefined, after: FileEntry | undefined) {
  return {
    ...(before?.type === "file" && { sizeBefore: before.size }),
    ...(after?.type === "file" && { sizeAfter: after.size }),
  };
}

/** Bytes of all files. */
export function fileBytesOf({ entries }: PackageTree): number {
  let bytes = 0;
  for (const entry of entries) if (entry.type === "file") bytes += entry.size;
  return bytes;
}

import type { FileEntry } from "./file-list.ts";

/** The files of one package, or of a list that is not divided into packages. */
export interface PackageTree {
  /** `registry/repository`; absent if the list does not say it. */
  readonly name?: string;
  /** Digest of the leaf manifest; absent if the list does not say it. */
  readonly digest?: string;
  /** Of its content in a home; "" for a list of one package. */
  readonly path: string;
  /** Paths below its content. */
  readonly entries: Iterable<FileEntry>;
}

const CONTENT = /^(packages\/[^/]+\/[^/]+\/[^/]+\/[^/]+\/content)(?:\/(.+))?$/s;
const PACKAGE = /^([^@]+)@(\w+:[0-9a-f]+)$/;

/** Divides a list into the packages of a home. A list without any is one package. Directories above packages are left out. */
export function packageTrees(entries: readonly FileEntry[]): readonly PackageTree[] {
  const found = entries.map((entry) => ({ entry, match: CONTENT.exec(entry.path) }));
  if (found.every(({ match }) => match === null)) return [{ path: "", entries }];
  const trees = new Map<string, { name?: string; digest?: string; entries: FileEntry[] }>();
  for (const { entry, match } of found) {
    const [, content, below = ""] = match ?? [];
    if (content === undefined) continue;
    const tree = trees.get(content) ?? { entries: [] };
    trees.set(content, tree);
    const { package: pkg, ...rest } = { package: undefined, ...entry };
    tree.entries.push({ ...rest, path: below });
    const [, name, digest] = PACKAGE.exec(pkg ?? "") ?? [];
    if (below === "" && name !== undefined && digest !== undefined) Object.assign(tree, { name, digest });
  }
  return Array.from(trees, ([path, tree]) => ({ path, ...tree }));
}

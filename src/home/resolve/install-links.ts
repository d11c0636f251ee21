import type { Dirent } from "node:fs";
import { readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import { isAbsent } from "../../io/look-at.ts";
import { fromSystemError } from "../../io/system-error.ts";
import { compareBytes } from "../documents/json-tree.ts";
import { isRepository } from "../model/identifier.ts";
import type { Home } from "../model/open-home.ts";
import { currentPath, indexRootPath, packageOfLink } from "../model/paths.ts";

/** An install link. Only its text is read: in a home that was moved it leads nowhere. */
export interface FoundLink {
  /** The registry as a directory name. */
  readonly slug: string;
  readonly repository: string;
  /** The tag of a candidate; none for `current`. */
  readonly tag?: string;
  /** The shard of the leaf of the package that it points at. */
  readonly shard: string;
}

/** The error of `readlink` for a path that is not a link. */
const NO_LINK = "EINVAL";

/** Every candidate and current link of a home, sorted. */
export async function findInstallLinks(home: Home): Promise<readonly FoundLink[]> {
  const links: FoundLink[] = [];
  for (const entry of await list(join(home.path, "symlinks"))) {
    if (entry.isDirectory()) links.push(...(await linksBelow(home, entry.name, [])));
  }
  const keyOf = ({ slug, repository, tag }: FoundLink): string =>
    [slug, repository, tag === undefined ? "" : `:${tag}`].join("\0");
  return links.toSorted((a, b) => compareBytes(keyOf(a), keyOf(b)));
}

/** The shard of the package that a repository's `current` link points at. */
export async function readCurrent(home: Home, registry: string, repository: string): Promise<string | undefined> {
  return (await readPackageLink(join(home.path, currentPath(registry, repository))))?.shard;
}

async function linksBelow(home: Home, slug: string, folders: readonly string[]): Promise<readonly FoundLink[]> {
  const directory = join(home.path, "symlinks", slug, ...folders);
  const links: FoundLink[] = [];
  for (const entry of await list(directory)) {
    if (entry.isDirectory()) links.push(...(await linksBelow(home, slug, [...folders, entry.name])));
    if (!entry.isSymbolicLink()) continue;
    const place = await placeOf(home, slug, folders, entry.name);
    const target = place === undefined ? undefined : await readPackageLink(join(directory, entry.name));
    if (place !== undefined && target?.slug === slug) links.push({ slug, ...place, shard: target.shard });
  }
  return links;
}

/**
 * The repository and tag of a link, from its location. A repository may have a segment called `candidates`, so that a `current`
 * below one is either the link of that repository or the tag "current" of the one above: the index knows which of them exists.
 */
async function placeOf(
  home: Home,
  slug: string,
  folders: readonly string[],
  name: string,
): Promise<Omit<FoundLink, "slug" | "shard"> | undefined> {
  const here = folders.join("/");
  const above = folders.slice(0, -1).join("/");
  const inCandidates = folders.at(-1) === "candidates" && isRepository(above);
  const isKnown = async (repository: string): Promise<boolean> =>
    (await home.read(indexRootPath(slug, repository))) !== undefined;
  if (name === "current" && isRepository(here) && (!inCandidates || (await isKnown(here)) || !(await isKnown(above)))) {
    return { repository: here };
  }
  // A `.tmp-` name is a link that OCX made but did not live to rename.
  return inCandidates && !name.startsWith(".tmp-") ? { repository: above, tag: name } : undefined;
}

async function readPackageLink(path: string): Promise<ReturnType<typeof packageOfLink>> {
  try {
    return packageOfLink(await readlink(path));
  } catch (error) {
    if (isAbsent(error) || (error instanceof Error && "code" in error && error.code === NO_LINK)) return undefined;
    throw fromSystemError(error, `read ${path}`);
  }
}

async function list(path: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (isAbsent(error)) return [];
    throw fromSystemError(error, `list ${path}`);
  }
}

import { constants, type Stats } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path/posix";
import { mapInBatches } from "../../io/batches.ts";
import { lookAt } from "../../io/look-at.ts";
import type { OpenTree } from "../../io/open-tree.ts";
import type { Closure } from "../closure/closure.ts";
import { openingCommand } from "../model/open-home.ts";
import {
  catalogPath,
  dispatchPath,
  indexConfigPath,
  indexRootPath,
  linksPath,
  packagePath,
  storeBlobPath,
} from "../model/paths.ts";
import { isTagRoot } from "../model/root.ts";
import { inHome, type TargetHome } from "./target-home.ts";

/** The mode of blobs and index documents in a home that several users share. OCX itself uses 0600. */
export const SHARED_MODE = 0o644;

/** Bits by which every user may read. */
const READABLE = 0o444;
/** Bits by which every user may list and enter a folder. */
const ENTERABLE = 0o555;

/** The blobs and index documents of a closure that some users of the home cannot read. */
export async function unreadableFiles(target: TargetHome, closure: Closure): Promise<readonly string[]> {
  const paths = [...new Set(filesOf(closure))];
  const modes = await mapInBatches(paths, (path) => target.mode(path));
  return paths.filter((_, index) => {
    const mode = modes[index];
    return mode !== undefined && (mode & READABLE) !== READABLE;
  });
}

/** A warning for folders on the way to what a closure needs, if other users cannot enter them. */
export async function warnOfClosedFolders(target: TargetHome, closure: Closure): Promise<readonly string[]> {
  const packages = closure.packages.map(({ registry, leaf }) => packagePath(registry, leaf));
  const links = closure.roots.map(({ registry, repository }) => linksPath(registry, repository));
  const folders = [
    ...new Set([...filesOf(closure).map((path) => dirname(path)), ...packages, ...links].flatMap(upwards)),
  ];
  const found = await mapInBatches(folders, (folder) => lookAt(inHome(target.path, folder)));
  const home = await lookAt(target.path);
  const closed = [
    ...(isClosed(home) ? [target.path] : []),
    ...folders.filter((_, index) => isClosed(found[index])).map((folder) => inHome(target.path, folder)),
  ];
  const [first] = closed;
  if (first === undefined) return [];
  const more = closed.length === 1 ? "" : ` and ${closed.length - 1} more folders`;
  return [`Other users cannot enter ${first}${more}: as the owner, run \`${openingCommand(target.path)}\``];
}

function isClosed(stats: Stats | undefined): boolean {
  return stats?.isDirectory() === true && (stats.mode & ENTERABLE) !== ENTERABLE;
}

/** A home-relative folder, and those above it. */
function upwards(folder: string): readonly string[] {
  const names = folder.split("/");
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}

/** Everything that a lookup by tag, digest or lock reads in `blobs/` and `index/`. */
function filesOf({ packages, roots, sources }: Closure): readonly string[] {
  const pins = packages.flatMap(({ dependencies }) =>
    dependencies.map(({ identifier, index }) => ({ ...identifier, index })),
  );
  return [
    ...packages.flatMap(({ registry, blobs }) => blobs.map((digest) => storeBlobPath(registry, digest))),
    ...[...roots, ...pins].flatMap(({ registry, repository, index }) =>
      index === undefined ? [] : dispatchPath(registry, repository, index),
    ),
    ...roots.filter(isTagRoot).map(({ registry, repository }) => indexRootPath(registry, repository)),
    ...sources.flatMap(({ registry }) => [catalogPath(registry), indexConfigPath(registry)]),
  ];
}

/** Makes a file readable for all. A link is not followed. */
export async function shareFile(root: OpenTree, path: string): Promise<void> {
  await root.at(path, async (place) => {
    await using file = await open(place, constants.O_RDONLY + constants.O_NOFOLLOW);
    await file.chmod(SHARED_MODE);
  });
}

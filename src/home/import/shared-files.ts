import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { mapInBatches } from "../../io/batches.ts";
import type { OpenTree } from "../../io/open-tree.ts";
import type { Closure } from "../closure/closure.ts";
import { catalogPath, dispatchPath, indexConfigPath, indexRootPath, storeBlobPath } from "../model/paths.ts";
import { isTagRoot } from "../model/root.ts";
import type { TargetHome } from "./target-home.ts";

/** The mode of blobs and index documents in a home that several users share. OCX itself uses 0600. */
export const SHARED_MODE = 0o644;

/** Bits by which every user may read. */
const READABLE = 0o444;

/** The blobs and index documents of a closure that some users of the home cannot read. */
export async function unreadableFiles(target: TargetHome, closure: Closure): Promise<readonly string[]> {
  const paths = [...new Set(filesOf(closure))];
  const modes = await mapInBatches(paths, (path) => target.mode(path));
  return paths.filter((_, index) => {
    const mode = modes[index];
    return mode !== undefined && (mode & READABLE) !== READABLE;
  });
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

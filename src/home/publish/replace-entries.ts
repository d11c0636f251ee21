import { randomUUID } from "node:crypto";
import { chmod, link, lstat, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path/posix";
import { BundleError } from "../../errors.ts";
import { lookAt } from "../../io/look-at.ts";
import type { OpenTree } from "../../io/open-tree.ts";
import { moveAside, publishLink, publishPath } from "../../io/publish.ts";
import type { Staging } from "../../io/staging.ts";

/** An entry to replace, add or remove. */
export interface EntryChange {
  /** Home-relative. */
  readonly path: string;
  /** Absent: the entry is removed. */
  readonly expected?:
    | { readonly kind: "directory"; readonly mode?: number }
    | { readonly kind: "file"; readonly from: string }
    | { readonly kind: "symlink"; readonly target: string };
}

/**
 * Puts single entries into trees of a home, parents first, each by one rename: a program that runs from them never sees half a
 * file. Files become hard links to their source. What is replaced goes into staging.
 * @throws BundleError `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`, `PATH_UNSAFE`
 */
export async function replaceEntries(changes: readonly EntryChange[], staging: Staging): Promise<void> {
  const { root } = staging;
  for (const change of changes) await inWritable(root, dirname(change.path), () => replaceEntry(change, staging));
  // Deepest first: the mode of a parent may take away the right to go into it.
  for (const { path, expected } of changes.toReversed()) {
    if (expected?.kind === "directory" && expected.mode !== undefined) {
      const { mode } = expected;
      await root.at(path, (place) => chmod(place, mode));
    }
  }
}

async function replaceEntry({ path, expected }: EntryChange, { root, path: staging }: Staging): Promise<void> {
  const found = await root.ifThere(path, (place) => lookAt(place, lstat));
  if (expected?.kind === "directory" && found?.isDirectory() === true) return;
  if (expected === undefined || expected.kind === "directory" || found?.isDirectory() === true)
    await moveAside(root, path, staging);
  switch (expected?.kind) {
    case undefined:
      return;
    case "directory":
      return await root.at(path, (place) => mkdir(place));
    case "symlink":
      return await publishLink(root, { path, target: expected.target }, staging);
    case "file": {
      const staged = join(staging, randomUUID());
      await link(expected.from, staged);
      return await publishPath(root, path, staged);
    }
  }
}

/** A layer may have directories that their owner may not write to. */
async function inWritable(root: OpenTree, folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const mode = (await root.ifThere(folder, (place) => lookAt(place, lstat)))?.mode;
    const isClosed = error instanceof BundleError && error.code === "PERMISSION_DENIED" && mode !== undefined;
    if (!isClosed || (mode & 0o300) === 0o300) throw error;
    await root.at(folder, (place) => chmod(place, 0o700));
    try {
      await work();
    } finally {
      await root.at(folder, (place) => chmod(place, mode & 0o7777));
    }
  }
}

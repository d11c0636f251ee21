import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { asByteString, type ByteString, toByteString, toFsPath } from "../../tar/byte-string.ts";
import type { LinkDestination } from "../frames/tree.ts";
import { enterDestinations, type LinkPlace } from "./destinations.ts";
import type { UnfinishedFile } from "./entry-writer.ts";
import { finishFile, writing } from "./files.ts";
import { linkSymlink } from "./link-entry.ts";

/** Makes symlinks after all regular files of their blob are written, so that nothing is written through one. */
export interface SymlinkTask {
  readonly kind: "symlinks";
  readonly target: string;
  readonly symlinks: readonly (readonly [path: ByteString, target: ByteString])[];
  /** Directories in which they are made too. */
  readonly links: readonly LinkDestination[];
}

/** The last task of a blob: sets modes and times of files that were written in pieces, and modes of directories in order. */
export interface FinishTask {
  readonly kind: "finish";
  readonly target: string;
  readonly files: readonly UnfinishedFile[];
  readonly directories: readonly (readonly [path: ByteString, mode: number])[];
}

/** @throws BundleError `IO_FAILED`, `ENTRY_INVALID`, `LAYER_OVERLAP`, `PATH_UNSAFE` */
export function makeSymlinks({ target, symlinks, links }: SymlinkTask): void {
  const root = toByteString(target);
  const made = new Set<string>();
  let parent: string | undefined;
  let places: readonly LinkPlace[] = [];
  for (const [path, to] of symlinks) {
    const slash = path.lastIndexOf("/") + 1;
    const directory = asByteString(path.slice(0, slash));
    if (directory !== parent) {
      parent = directory;
      writing(asByteString(`${root}/${directory}`), (at) => mkdirSync(at, { recursive: true }));
      places = enterDestinations(links, directory, made);
    }
    writing(asByteString(`${root}/${path}`), (at) => symlinkSync(toFsPath(to), at));
    for (const place of places) linkSymlink(place, asByteString(place.below + path.slice(slash)), to);
  }
}

/** @throws BundleError `IO_FAILED`, `PERMISSION_DENIED` */
export function finishTree({ target, files, directories }: FinishTask): void {
  const root = toByteString(target);
  for (const { path, mode, mtime } of files) {
    writing(asByteString(`${root}/${path}`), (at) => finishFile(at, { mode, mtime }));
  }
  for (const [path, mode] of directories) {
    writing(asByteString(`${root}/${path.slice(0, -1)}`), (at) => chmodSync(at, mode));
  }
}

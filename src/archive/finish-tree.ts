import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { asByteString, type ByteString, toByteString, toFsPath } from "./byte-string.ts";
import { finishFile, writing } from "./disk.ts";
import type { UnfinishedFile } from "./unpack-tree.ts";

/** Makes symlinks, once all regular files of their blob are there: so nothing is ever written through one. */
export interface SymlinkTask {
  readonly kind: "symlinks";
  readonly target: string;
  readonly links: readonly (readonly [path: ByteString, target: ByteString])[];
}

/** Last of all: modes and times of files that came in pieces, and modes of directories in the order given. */
export interface FinishTask {
  readonly kind: "finish";
  readonly target: string;
  readonly files: readonly UnfinishedFile[];
  readonly directories: readonly (readonly [path: ByteString, mode: number])[];
}

/** @throws BundleError `IO_FAILED`, `ENTRY_INVALID` */
export function makeSymlinks({ target, links }: SymlinkTask): void {
  const root = toByteString(target);
  let parent = "";
  for (const [path, to] of links) {
    const link = asByteString(`${root}/${path}`);
    const directory = link.slice(0, link.lastIndexOf("/"));
    if (directory !== parent) {
      parent = directory;
      writing(asByteString(directory), (at) => mkdirSync(at, { recursive: true }));
    }
    writing(link, (at) => symlinkSync(toFsPath(to), at));
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

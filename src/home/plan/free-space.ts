import { statfs } from "node:fs/promises";
import prettyBytes from "pretty-bytes";
import { BundleError } from "../../errors.ts";
import type { ImportPlan } from "./import-plan.ts";

/** Files, directories and links of a package root besides its content. */
const INODES_OF_A_PACKAGE = 24;
/** A document, and directories that may have to be made for it. */
const INODES_OF_A_DOCUMENT = 4;
/** The size of a small file or directory on a usual file system, in bytes. */
const BLOCK = 4096;

/** The space that an import needs on a file system. */
export interface Needs {
  /** With what directories and small files take. */
  readonly bytes: number;
  readonly inodes: number;
}

/**
 * Checks that the file system of an existing directory has room.
 * @param doing for the message: `import into /opt/ocx`
 * @throws BundleError `DISK_FULL`
 */
export async function checkFreeSpace(directory: string, needs: Needs, doing: string): Promise<void> {
  const { bavail, bsize, files, ffree } = await statfs(directory);
  const free = bavail * bsize;
  const lacks: string[] = [];
  if (free < needs.bytes) lacks.push(`${prettyBytes(needs.bytes)} are needed, ${prettyBytes(free)} are free`);
  // File systems that make inodes as they need them report none.
  if (files > 0 && ffree < needs.inodes) lacks.push(`${needs.inodes} inodes are needed, ${ffree} are free`);
  if (lacks.length > 0) throw new BundleError("DISK_FULL", `Cannot ${doing}: ${lacks.join(", ")}`);
}

/**
 * The space that an import takes on a file system, and the bytes of files in it as the bundle has them. Packages add no content: their files are hard links.
 * @param layers those that are unpacked, with the size of their content
 */
export function needsOf(
  plan: Omit<ImportPlan, "layers">,
  layers: readonly { readonly contentSize: number; readonly entryCount: number }[],
): Needs & { readonly content: number } {
  const documents = [...plan.blobs, ...plan.dispatchObjects, ...plan.indexDocuments];
  const packages = plan.packages.filter(({ state }) => state !== "complete").length;
  const trees = sum(layers.map(({ contentSize }) => contentSize));
  const executable = plan.ocx === undefined || plan.ocx.state === "present" ? 0 : plan.ocx.size;
  const content = trees + executable + sum(documents.map(({ bytes }) => bytes.byteLength));
  const small = documents.length + packages * INODES_OF_A_PACKAGE;
  return {
    content,
    bytes: content + small * BLOCK,
    inodes:
      sum(layers.map(({ entryCount }) => entryCount)) +
      packages * INODES_OF_A_PACKAGE +
      documents.length * INODES_OF_A_DOCUMENT,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

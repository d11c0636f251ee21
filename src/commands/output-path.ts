import { join } from "node:path";
import { openBundle } from "../bundle/open-bundle.ts";
import { checkBundleName } from "../bundle/plan-bundle.ts";
import { BundleError, type ErrorCode } from "../errors.ts";
import { openFile } from "../io/byte-source.ts";
import { lookAt } from "../io/look-at.ts";
import { readStart } from "../layout/file-kind.ts";
import { isPartsDocument, PARTS_DOCUMENT_START } from "../layout/parts.ts";
import { openTarLayout } from "../layout/tar-layout.ts";
import type { ProcessContext } from "../options/requests.ts";
import { userPath } from "./user-path.ts";

/** What the file of a bundle is called in a directory, and in a channel. @throws BundleError `OPTION_INVALID` */
export function fileNameOf(bundleName: string): string {
  checkBundleName(bundleName);
  return `${bundleName}.tar`;
}

/** True for a path that is a directory, or is written like one. */
export async function isDirectoryPath(path: string, context: ProcessContext): Promise<boolean> {
  return path.endsWith("/") || (await lookAt(userPath(path, context)))?.isDirectory() === true;
}

/** The file that a path names; in a directory it is called `name`. */
export async function outputPath(path: string, name: string, context: ProcessContext): Promise<string> {
  const absolute = userPath(path, context);
  return (await isDirectoryPath(path, context)) ? join(absolute, name) : absolute;
}

/**
 * Keeps a file that is not a bundle: most likely its name is a mistake. An empty one, as `mktemp` makes it, holds nothing.
 * @throws BundleError `FILE_EXISTS`
 */
export async function checkReplaceable(path: string): Promise<void> {
  const there = await lookAt(path);
  // What is not a file is refused when it is written to.
  if (there?.isFile() !== true || there.size === 0 || (await isBundle(path))) return;
  throw new BundleError("FILE_EXISTS", `Cannot write ${path}: it exists and is not an offline bundle`);
}

/** What reading a bundle says that is one, but not for this reader. */
const FOREIGN: readonly ErrorCode[] = ["BUNDLE_TOO_NEW", "PLATFORM_AMBIGUOUS", "PLATFORM_MISMATCH"];

async function isBundle(path: string): Promise<boolean> {
  try {
    if (await isPartsDocumentFile(path)) return true;
    await using content = await openTarLayout(await openFile(path));
    await openBundle(content);
    return true;
  } catch (error) {
    if (error instanceof BundleError) return FOREIGN.includes(error.code);
    throw error;
  }
}

async function isPartsDocumentFile(path: string): Promise<boolean> {
  await using file = await openFile(path);
  return isPartsDocument(await readStart(file, PARTS_DOCUMENT_START));
}

import { join } from "node:path";
import { checkBundleName } from "../../bundle/bundle-name.ts";
import { openWhole } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import { openFile } from "../../io/byte-source.ts";
import { lookAt } from "../../io/look-at.ts";
import { readStart } from "../../layout/file-kind.ts";
import { isPartsDocument, PARTS_DOCUMENT_START } from "../../layout/parts.ts";
import { openTarLayout } from "../../layout/tar-layout.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import { userPath } from "./user-path.ts";

/** File name of a bundle in a directory or a channel: `<name>.tar`. @throws BundleError `OPTION_INVALID` */
export function fileNameOf(bundleName: string): string {
  checkBundleName(bundleName);
  return `${bundleName}.tar`;
}

/** Whether a path is a directory, or ends with a slash. */
export async function isDirectoryPath(path: string, context: ProcessContext): Promise<boolean> {
  return path.endsWith("/") || (await lookAt(userPath(path, context)))?.isDirectory() === true;
}

/** The absolute path of the output file; in a directory its name is `name`. */
export async function outputPath(path: string, name: string, context: ProcessContext): Promise<string> {
  const absolute = userPath(path, context);
  return (await isDirectoryPath(path, context)) ? join(absolute, name) : absolute;
}

/**
 * Refuses to replace a file that is not a bundle: most likely the path is a mistake. An empty file, as from `mktemp`, may be.
 * @throws BundleError `FILE_EXISTS`
 */
export async function checkReplaceable(path: string): Promise<void> {
  const there = await lookAt(path);
  // Anything but a file is refused when it is written to.
  if (there?.isFile() !== true || there.size === 0 || (await isBundle(path))) return;
  throw new BundleError("FILE_EXISTS", `Cannot write ${path}: it exists and is not an offline bundle`);
}

async function isBundle(path: string): Promise<boolean> {
  try {
    if (await isPartsDocumentFile(path)) return true;
    await using content = await openTarLayout(await openFile(path));
    await openWhole(content);
    return true;
  } catch (error) {
    // Only a real bundle is too new.
    if (error instanceof BundleError) return error.code === "BUNDLE_TOO_NEW";
    throw error;
  }
}

async function isPartsDocumentFile(path: string): Promise<boolean> {
  await using file = await openFile(path);
  return isPartsDocument(await readStart(file, PARTS_DOCUMENT_START));
}

import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { BundleError } from "../errors.ts";
import { type ByteSource, openFile, openJoinedFiles } from "../io/byte-source.ts";
import { hashRange } from "../io/bytes.ts";
import { lookAt } from "../io/look-at.ts";
import type { Content } from "./content.ts";
import { isDirectoryLayout, openDirectoryLayout } from "./directory-layout.ts";
import { readStart } from "./file-kind.ts";
import {
  checkPartsDocumentSize,
  isPartsDocument,
  PARTS_DOCUMENT_START,
  type PartsDocument,
  parsePartsDocument,
  partsDocumentName,
  wholeNameOf,
} from "./parts.ts";
import { openTarLayout } from "./tar-layout.ts";

/**
 * Opens the layout at a path: a tar, a parts document with its parts beside it, or a directory.
 * @param name selects the descriptors with this name in the layout's index
 * @throws BundleError what opening throws; names a part that is missing or has the wrong size
 */
export async function openLayout(path: string, name?: string): Promise<Content> {
  if (await isDirectoryLayout(path)) return openDirectoryLayout(path, name);
  await refuseSinglePart(path);
  await using stack = new AsyncDisposableStack();
  const file = stack.use(await openFile(path));
  if (isPartsDocument(await readStart(file, PARTS_DOCUMENT_START)))
    return await openParts(path, await readDocument(file, path), name);
  stack.move();
  return { ...(await openTarLayout(file, { name })), file: path };
}

/** Reads a parts document whole. */
async function readDocument(file: ByteSource, path: string): Promise<PartsDocument> {
  const size = await file.size();
  checkPartsDocumentSize(size, path);
  return parsePartsDocument(await file.read(0, size), path);
}

/** Opens the parts that lie beside their document at `path`. */
async function openParts(path: string, document: PartsDocument, wanted?: string): Promise<Content> {
  const { name, parts } = document;
  const beside = parts.map((part) => ({ ...part, path: join(dirname(path), part.name) }));
  const source = await openJoinedFiles(path, beside).catch((error: unknown) => {
    if (!(error instanceof BundleError) || error.code !== "FILE_NOT_FOUND") throw error;
    const hint = `Put all ${parts.length} parts of ${name} beside ${path}.`;
    throw new BundleError(error.code, error.lines, { cause: error.cause, hint });
  });
  const verify: Content["verify"] = async (onProgress) => {
    const damaged: string[] = [];
    let start = 0;
    for (const part of beside) {
      const found = await hashRange(source, start, part.size, onProgress);
      if (found !== part.digest) damaged.push(differs(part.path, found, part.digest));
      start += part.size;
    }
    const warnings = await strayParts(path, document);
    if (damaged.length > 0) throw damagedParts([...damaged, ...warnings]);
    return warnings;
  };
  return { ...(await openTarLayout(source, { verify, name: wanted })), parts: document };
}

/** The line of a message for a part that has another digest. */
export function differs(path: string, found: string, expected: string): string {
  return `Cannot verify ${path}: got ${found}, expected ${expected}`;
}

/** @param lines one for each part that differs */
export function damagedParts(lines: readonly string[]): BundleError {
  return new BundleError("DIGEST_MISMATCH", lines, {
    hint: "Copy these parts again, or repair them with `par2` if you carried its files.",
  });
}

/** Most names of stray parts that are listed. */
const MOST_STRAYS = 20;

/** A warning for files that are called like further parts: `cat` would join them too. */
async function strayParts(path: string, { name, parts }: PartsDocument): Promise<readonly string[]> {
  const listed = new Set(parts.map((part) => part.name));
  const strays = (await readdir(dirname(path))).filter((each) => wholeNameOf(each) === name && !listed.has(each));
  if (strays.length === 0) return [];
  const names = strays.toSorted().slice(0, MOST_STRAYS).join(", ");
  const more = strays.length > MOST_STRAYS ? ` and ${strays.length - MOST_STRAYS} more` : "";
  return [`${names}${more} beside ${path} belong to another bundle: remove them, or \`cat\` joins them too`];
}

/** Refuses a single part with its own message: it would look like a truncated bundle, or like another file. */
async function refuseSinglePart(path: string): Promise<void> {
  const name = wholeNameOf(basename(path));
  if (name === undefined) return;
  const document = join(dirname(path), partsDocumentName(name));
  if ((await lookAt(document)) === undefined) return;
  const hint = `Use the list of all parts: ${document}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: it is one part of ${name}, expected all`, { hint });
}

import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { readStart } from "../bundle/file-kind.ts";
import { defaultBundleName } from "../bundle/plan-bundle.ts";
import {
  checkPartsDocumentSize,
  isPartsDocument,
  PARTS_DOCUMENT_START,
  parsePartsDocument,
  partsDocumentName,
  wholeNameOf,
} from "../channels/parts.ts";
import { BundleError } from "../errors.ts";
import { hostPlatform } from "../home/platform.ts";
import { type ByteSource, openFile, openJoined, openPipe } from "../io/byte-source.ts";
import { lookAt } from "../io/look-at.ts";
import { fileNameOf } from "./file-name.ts";
import type { Input, Surroundings } from "./requests.ts";

/**
 * Opens what a bundle is read from: a file, or a parts document with the parts beside it. A stream is spooled below
 * `spoolDirectory` while it is read.
 * @throws BundleError what opening throws; for parts it names the one that is missing or has another size
 */
export async function openInput(
  input: Input,
  { directory }: Surroundings,
  spoolDirectory: string = tmpdir(),
): Promise<ByteSource> {
  switch (input.kind) {
    case "file":
      return openFileOrParts(resolve(directory, input.path));
    case "directory": {
      const name = fileNameOf(input.name ?? defaultBundleName(await hostPlatform()));
      return openFileOrParts(await findIn(resolve(directory, input.path), name));
    }
    case "stream":
      return openPipe(input.stream, spoolDirectory);
  }
}

/** The file goes first, as it does in a release. */
async function findIn(directory: string, name: string): Promise<string> {
  const path = join(directory, name);
  const document = join(directory, partsDocumentName(name));
  return (await lookAt(path)) === undefined && (await lookAt(document)) !== undefined ? document : path;
}

async function openFileOrParts(path: string): Promise<ByteSource> {
  await refuseSinglePart(path);
  await using stack = new AsyncDisposableStack();
  const file = stack.use(await openFile(path));
  if (!isPartsDocument(await readStart(file, PARTS_DOCUMENT_START))) {
    stack.move();
    return file;
  }
  const size = await file.size();
  checkPartsDocumentSize(size, path);
  const { name, parts } = parsePartsDocument(await file.read(0, size), path);
  const beside = parts.map((part) => ({ ...part, path: join(dirname(path), part.name) }));
  return await openJoined(path, beside).catch((error: unknown) => {
    if (!(error instanceof BundleError) || error.code !== "FILE_NOT_FOUND") throw error;
    const hint = `Put all ${parts.length} parts of ${name} beside ${path}.`;
    throw new BundleError(error.code, error.message, { cause: error.cause, hint });
  });
}

/** A part alone would look like a bundle that was torn, or like no bundle at all. */
async function refuseSinglePart(path: string): Promise<void> {
  const name = wholeNameOf(basename(path));
  if (name === undefined) return;
  const document = join(dirname(path), partsDocumentName(name));
  if ((await lookAt(document)) === undefined) return;
  const hint = `Give the list of all parts: ${document}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${path}: it is one part of ${name}, expected all`, { hint });
}

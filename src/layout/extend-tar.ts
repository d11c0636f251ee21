import { renameSync, type Stats, statSync } from "node:fs";
import { type FileHandle, open, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BundleError } from "../errors.ts";
import { type ByteSource, openFile } from "../io/byte-source.ts";
import { openPartial } from "../io/partial.ts";
import { fromSystemError } from "../io/system-error.ts";
import { writeAt } from "../io/write-at.ts";
import { type Descriptor, orderDescriptor } from "../oci/descriptor.ts";
import { blobPath, INDEX_FILE } from "../oci/layout.ts";
import type { Referrer } from "../oci/referrer.ts";
import { BLOCK_SIZE, END_SIZE, padding } from "../tar/headers.ts";
import { memberHeader } from "./tar-head.ts";
import { openTarLayout } from "./tar-layout.ts";
import { scanMembers } from "./tar-members.ts";

/** Bytes copied at a time. */
const CHUNK = 1024 * 1024;
const SPACE = 0x20;

/** The members to add to a tar, and a listener for progress. */
export interface TarExtension {
  readonly referrers: readonly Referrer[];
  readonly signal: AbortSignal;
  /** Gets the bytes that were written, and their number in the end. */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Puts referrers into the tar of a layout: their blobs behind the others, their descriptors into `index.json`. Its spaces make room
 * for them; only if they do not suffice, what follows moves. The file is replaced in one rename by a whole one.
 * @throws BundleError `BUNDLE_INVALID`, `FILE_CHANGED`, `DISK_FULL`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function extendTar(path: string, extension: TarExtension): Promise<void> {
  try {
    const place = await realpath(path);
    const before = await stat(place);
    await using staging = await openPartial(dirname(place));
    const part = join(staging.path, "bundle.tar");
    {
      await using source = await openFile(place);
      await using file = await open(part, "wx", before.mode);
      await writeExtended(file, source, extension);
      await file.datasync();
    }
    await checkExtended(part, extension.referrers);
    // With nothing between them: another process may attach something at this moment.
    checkUnchanged(path, before, statSync(place));
    renameSync(part, place);
  } catch (error) {
    throw fromSystemError(error, `write bundle ${path}`);
  }
}

/** A rename would lose what another process has attached. */
function checkUnchanged(path: string, before: Stats, now: Stats): void {
  if (before.ino === now.ino && before.size === now.size && before.mtimeMs === now.mtimeMs) return;
  throw new BundleError("FILE_CHANGED", `Cannot attach to ${path}: another process changed it meanwhile`, {
    hint: "Run it again: the file is as the other process left it.",
  });
}

async function writeExtended(file: FileHandle, source: ByteSource, extension: TarExtension): Promise<void> {
  const { referrers, signal, onProgress } = extension;
  const scan = scanMembers(source);
  const end = await scan.finish();
  const index = scan.found.get(INDEX_FILE);
  if (index === undefined) throw new Error(`Cannot extend ${source.name}: it has no ${INDEX_FILE}`);
  let written = 0;
  const put = async (bytes: Uint8Array): Promise<void> => {
    await writeAt(file, bytes, written);
    written += bytes.byteLength;
  };
  const copy = async (from: number, to: number): Promise<void> => {
    for (let done = from; done < to; done += CHUNK) {
      signal.throwIfAborted();
      await put(await source.read(done, Math.min(CHUNK, to - done)));
      onProgress(written, end);
    }
  };
  const putMember = async (name: string, bytes: Uint8Array): Promise<void> => {
    await put(memberHeader(name, bytes.byteLength));
    await put(bytes);
    await put(new Uint8Array(padding(bytes.byteLength)));
  };
  const old = await source.read(index.offset, index.size);
  await copy(0, index.offset - BLOCK_SIZE);
  await putMember(INDEX_FILE, addToIndex(old, referrers));
  await copy(index.offset + index.size + padding(index.size), end);
  const blobs = new Map(referrers.flatMap(({ documents }) => documents.map((document) => [document.digest, document])));
  for (const { digest, bytes } of blobs.values())
    if (!scan.found.has(blobPath(digest))) await putMember(blobPath(digest), bytes);
  await put(new Uint8Array(END_SIZE));
}

/** The index with more descriptors; all else in it stays. As long as it was, if that suffices. */
function addToIndex(bytes: Uint8Array, referrers: readonly Referrer[]): Uint8Array {
  const index: { manifests: unknown[] } = JSON.parse(new TextDecoder().decode(bytes));
  index.manifests.push(...referrers.map(({ descriptor }) => orderDescriptor(descriptor)));
  const encoded = new TextEncoder().encode(JSON.stringify(index));
  const filled = new Uint8Array(Math.max(bytes.byteLength, encoded.byteLength)).fill(SPACE);
  filled.set(encoded);
  return filled;
}

/** Reads the new file as any reader would, before it takes the place of the old one: tars of other tools have odd headers. */
async function checkExtended(part: string, referrers: readonly Referrer[]): Promise<void> {
  await using content = await openTarLayout(await openFile(part));
  const roots = new Set((await content.roots()).map(({ digest }) => digest));
  await content.finish();
  for (const { descriptor, documents } of referrers) {
    const found = await Promise.all(documents.map(({ digest }) => content.open(asBlob(digest))));
    if (roots.has(descriptor.digest) && found.every((bytes) => bytes !== undefined)) continue;
    throw new BundleError("BUNDLE_INVALID", "Cannot extend the bundle: its tar has headers that do not allow it", {
      hint: "Unpack it with `tar -xf`, attach to the directory, and pack that again.",
    });
  }
}

function asBlob(digest: Descriptor["digest"]): Descriptor {
  return { mediaType: "", digest, size: 0 };
}

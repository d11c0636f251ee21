import { randomUUID } from "node:crypto";
import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BLOCK_SIZE, END_SIZE, padding } from "../archive/tar-entries.ts";
import { BundleError } from "../errors.ts";
import { asFailure } from "../io/failure.ts";
import { digester } from "../oci/digest.ts";
import { blobPath } from "../oci/layout.ts";
import type { BlobWriter, ContentWriter } from "./content-writer.ts";
import { encodeHead, memberHeader } from "./tar-head.ts";

/**
 * Writes a tar layout to `target`, where it appears in one rename. Room is kept for the head, the blobs follow as they come, the
 * head is written last. Without `finish`, `target` is as it was and nothing lies beside it.
 * @param room bytes kept in front of the first blob
 * @throws BundleError `IO_FAILED`, `DISK_FULL`, `PERMISSION_DENIED`, `FILE_NOT_FOUND`, `OPTION_INVALID`
 */
export async function openTarWriter(target: string, room: number): Promise<ContentWriter> {
  const named = <T>(work: () => Promise<T>): Promise<T> =>
    work().catch((error: unknown) => {
      throw asFailure(error, `write bundle ${target}`);
    });
  const place = await named(() => placeOf(target));
  const part = join(dirname(place), `.ocx-bundle-${randomUUID()}.part`);
  const file = await named(() => create(part));
  let end = room;
  return {
    blob: async () => openBlob(file, end, (next) => void (end = next), named),
    finish: (documents, root) =>
      named(async () => {
        await writeAt(file, new Uint8Array(END_SIZE), end);
        await writeAt(file, encodeHead({ root, documents }, room), 0);
        await file.close();
        await rename(part, place);
        return end + END_SIZE;
      }),
    async [Symbol.asyncDispose]() {
      await file.close();
      await rm(part, { force: true });
    },
  };
}

/** Writes one blob behind its header, which is written last: it has the blob's name and size. */
function openBlob(
  file: FileHandle,
  header: number,
  ended: (end: number) => void,
  named: <T>(work: () => Promise<T>) => Promise<T>,
): BlobWriter {
  const start = header + BLOCK_SIZE;
  const hash = digester();
  let size = 0;
  return {
    async write(bytes) {
      const writing = named(() => writeAt(file, bytes, start + size));
      hash.update(bytes);
      await writing;
      size += bytes.byteLength;
    },
    async commit() {
      const digest = hash.digest();
      await named(() => writeAt(file, memberHeader(blobPath(digest), size), header));
      ended(start + size + padding(size));
      return { digest, size };
    },
  };
}

/** The file that a link names is replaced, not the link. A rename onto a device would remove it from the system. */
async function placeOf(target: string): Promise<string> {
  const there = await stat(target).catch(absent);
  if (!there) return target;
  if (there.isFile()) return realpath(target);
  const found = there.isDirectory() ? "it is a directory" : "it is not a regular file";
  throw new BundleError("OPTION_INVALID", `Cannot write bundle ${target}: ${found}, expected a file`, {
    hint: there.isDirectory() ? `Name a file in it, for example ${join(target, "bundle.tar")}.` : "Name a file.",
  });
}

async function create(part: string): Promise<FileHandle> {
  try {
    return await open(part, "wx", 0o644);
  } catch (error) {
    const failure = asFailure(error, `create a file in ${dirname(part)}`);
    if (!(failure instanceof BundleError) || failure.code !== "FILE_NOT_FOUND") throw failure;
    throw new BundleError(failure.code, `Cannot write a bundle into ${dirname(part)}: there is no such directory`, {
      hint: `Make it first, with \`mkdir -p ${dirname(part)}\`.`,
      cause: error,
    });
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    done += (await file.write(bytes, done, bytes.byteLength - done, position + done)).bytesWritten;
  }
}

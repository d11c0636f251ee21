import { type FileHandle, open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileToReplace } from "../io/file-to-replace.ts";
import { openPartial } from "../io/partial.ts";
import { fromSystemError } from "../io/system-error.ts";
import { writeAt } from "../io/write-at.ts";
import { digester } from "../oci/digest.ts";
import { blobPath } from "../oci/layout.ts";
import { BLOCK_SIZE, END_SIZE, padding } from "../tar/headers.ts";
import type { BlobWriter, ContentWriter } from "./content-writer.ts";
import { encodeHead, memberHeader } from "./tar-head.ts";

/**
 * Writes a tar layout to `target`, where it appears in one rename. Without `finish`, `target` is unchanged and no file is left
 * beside it.
 * @param room bytes kept for the head, in front of the first blob
 * @throws BundleError `IO_FAILED`, `DISK_FULL`, `PERMISSION_DENIED`, `FILE_NOT_FOUND`, `OPTION_INVALID`
 */
export async function openTarWriter(target: string, room: number): Promise<ContentWriter> {
  try {
    const place = await fileToReplace(target, `write bundle ${target}`);
    await using stack = new AsyncDisposableStack();
    const part = join(stack.use(await openPartial(dirname(place))).path, "bundle.tar");
    const file = stack.use(await open(part, "wx", 0o644));
    const { blob, finish } = tarWriterInto(file, room);
    const opened = stack.move();
    return {
      blob,
      async finish(documents, root, files) {
        const size = await finish(documents, root, files);
        await file.close();
        await rename(part, place);
        return size;
      },
      [Symbol.asyncDispose]: () => opened.disposeAsync(),
    };
  } catch (error) {
    throw fromSystemError(error, `write bundle ${target}`);
  }
}

/** Bytes that are written at any position, in any order. What lies between them is zeros. */
export interface PositionedOutput {
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Called when all bytes between the head and `end` are final. */
  settle?(end: number): void;
}

/** Writes a tar layout into an empty file, which stays open. */
export function tarWriterInto(file: FileHandle, room: number): ContentWriter {
  return tarWriterOver({ write: (bytes, position) => writeAt(file, bytes, position) }, room);
}

/** Writes a tar layout. Writes the blobs in the given order, the header of each behind its content, and the head last. */
export function tarWriterOver(output: PositionedOutput, room: number): ContentWriter {
  let end = room;
  const ended = (next: number): void => {
    end = next;
    output.settle?.(end);
  };
  return {
    blob: async () => openBlob(output, end, ended),
    async finish(documents, root, files = []) {
      await output.write(new Uint8Array(END_SIZE), end);
      await output.write(encodeHead({ root, files, documents }, room), 0);
      return end + END_SIZE;
    },
    async [Symbol.asyncDispose]() {},
  };
}

/** Writes one blob. Its header in front is written last, since it has the blob's digest and size. */
function openBlob(output: PositionedOutput, header: number, ended: (end: number) => void): BlobWriter {
  const start = header + BLOCK_SIZE;
  const hash = digester();
  let size = 0;
  return {
    async write(bytes) {
      const writing = output.write(bytes, start + size);
      hash.update(bytes);
      await writing;
      size += bytes.byteLength;
    },
    async commit() {
      const digest = hash.digest();
      await output.write(memberHeader(blobPath(digest), size), header);
      ended(start + size + padding(size));
      return { digest, size };
    },
  };
}

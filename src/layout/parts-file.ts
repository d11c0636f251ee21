import { constants } from "node:fs";
import { type FileHandle, open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openFile } from "../io/byte-source.ts";
import { hashRange } from "../io/bytes.ts";
import { writeAt } from "../io/write-at.ts";
import {
  formatPartsDocument,
  MAX_PARTS,
  type Part,
  type PartsDocument,
  partName,
  partsDocumentName,
  planParts,
} from "./parts.ts";
import type { PositionedOutput } from "./tar-writer.ts";

/** A file that is written as parts, at any positions. */
export interface PartsFile extends Required<PositionedOutput>, AsyncDisposable {
  /**
   * Ends the parts, and hashes those that are not hashed yet.
   * @returns the parts in order
   * @throws BundleError `LIMIT_EXCEEDED` with the smallest size of part that would do, and what writing throws
   */
  finish(size: number): Promise<readonly Part[]>;
}

interface PartsFileOptions {
  /** An empty directory, for the parts. */
  readonly directory: string;
  /** Name of the whole file. */
  readonly name: string;
  readonly partSize: number;
  /** Bytes at the start that are written last. */
  readonly head: number;
}

/**
 * Opens a file that is written as parts. A part is hashed as soon as its bytes are final, while others are written. Beyond the
 * last part that a name can have, bytes are only counted: how many there are says which size of part would do.
 */
export function openPartsFile({ directory, name, partSize, head }: PartsFileOptions): PartsFile {
  const digests: string[] = [];
  const pathOf = (index: number): string => join(directory, partName(name, index));
  let current: { readonly index: number; readonly file: FileHandle } | undefined;
  const fileOf = async (index: number): Promise<FileHandle> => {
    if (current?.index === index) return current.file;
    await current?.file.close();
    current = undefined;
    current = { index, file: await open(pathOf(index), CREATE, 0o644) };
    return current.file;
  };
  const hashPart = async (index: number, size: number): Promise<void> => {
    // Zeros at its end, or a whole part of zeros, may not have been written.
    {
      await using file = await open(pathOf(index), CREATE, 0o644);
      await file.truncate(size);
    }
    await using part = await openFile(pathOf(index));
    digests[index] = await hashRange(part, 0, size);
  };
  let hashing = Promise.resolve();
  /** The first part that may still change, behind those with the head. */
  let settled = Math.ceil(head / partSize);
  return {
    async write(bytes, position) {
      for (let done = 0; done < bytes.byteLength; ) {
        const index = Math.floor((position + done) / partSize);
        const offset = position + done - index * partSize;
        const length = Math.min(bytes.byteLength - done, partSize - offset);
        if (index >= MAX_PARTS) return;
        await writeAt(await fileOf(index), bytes.subarray(done, done + length), offset);
        done += length;
      }
    },
    settle(end) {
      for (; settled < MAX_PARTS && (settled + 1) * partSize <= end; settled += 1) {
        const index = settled;
        hashing = hashing.then(() => hashPart(index, partSize));
        // Reported when the parts are finished.
        hashing.catch(() => undefined);
      }
    },
    async finish(size) {
      const plan = planParts({ size, name, partSize });
      await hashing;
      for (const [index, part] of plan.entries()) {
        if (digests[index] === undefined) await hashPart(index, part.size);
      }
      return plan.map((part, index) => ({ name: part.name, size: part.size, digest: digests[index] ?? "" }));
    },
    async [Symbol.asyncDispose]() {
      await hashing.catch(() => undefined);
      await current?.file.close();
    },
  };
}

/** Creates a file if there is none, and keeps what is in it. */
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW;

/**
 * Moves parts to where they belong, and then makes their document, without which no reader uses them. A document of the same name
 * goes first: it names other parts.
 */
export async function publishParts(from: string, to: string, document: PartsDocument): Promise<void> {
  const name = partsDocumentName(document.name);
  await writeFile(join(from, name), formatPartsDocument(document), { flag: "wx", mode: 0o644 });
  await rm(join(to, name), { force: true });
  for (const part of document.parts) await rename(join(from, part.name), join(to, part.name));
  await rename(join(from, name), join(to, name));
}

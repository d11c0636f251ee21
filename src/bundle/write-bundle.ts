import { randomUUID } from "node:crypto";
import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Frame, PackedFrame } from "../archive/frames.ts";
import { BLOCK_SIZE, END_SIZE, padding } from "../archive/tar-entries.ts";
import type { TreePlan } from "../archive/tree.ts";
import { BundleError } from "../errors.ts";
import { asFailure } from "../io/failure.ts";
import { type Digest, digester } from "../oci/digest.ts";
import { blobPath } from "../oci/layout.ts";
import { type BlobTable, type BundleConfig, parseConfig } from "./config.ts";
import { encodeHead, memberHeader } from "./head.ts";
import { type BundlePlan, headOf } from "./plan-bundle.ts";

/** What was written. */
export interface WrittenBundle {
  readonly digest: Digest;
  /** Of the whole file. */
  readonly size: number;
  readonly config: BundleConfig;
}

/**
 * Writes a bundle in one pass and lets it appear at `target` in one rename. Room is kept for the head, the blobs follow as
 * their frames come, the head is written last. After a failure `target` is as it was and nothing lies beside it.
 * @throws BundleError `IO_FAILED`, `DISK_FULL`, `PERMISSION_DENIED`, `FILE_NOT_FOUND`
 */
export async function writeBundle(
  plan: BundlePlan,
  frames: AsyncIterable<PackedFrame>,
  target: string,
): Promise<WrittenBundle> {
  try {
    const place = await placeOf(target);
    const part = join(dirname(place), `.ocx-bundle-${randomUUID()}.part`);
    const file = await create(part);
    try {
      const written = await fill(file, plan, frames);
      await file.close();
      await rename(part, place);
      return written;
    } catch (error) {
      await file.close();
      await rm(part, { force: true });
      throw error;
    }
  } catch (error) {
    throw asFailure(error, `write bundle ${target}`);
  }
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

async function fill(file: FileHandle, plan: BundlePlan, frames: AsyncIterable<PackedFrame>): Promise<WrittenBundle> {
  const writer = openBlobs(file, plan);
  for await (const packed of frames) await writer.add(packed);
  const { tables, end } = await writer.close();
  await writeAt(file, new Uint8Array(END_SIZE), end);
  const { head, config } = headOf(plan, tables);
  // What a reader would refuse must not be written: a name from a lock, say, that no config can hold.
  parseConfig(head.config);
  await writeAt(file, encodeHead(head, plan.room), 0);
  return { digest: head.digest, size: end + END_SIZE, config };
}

/** Writes the blobs one behind the other. A blob's header goes in front of it when its digest and size are known. */
function openBlobs(file: FileHandle, plan: BundlePlan) {
  const tables: BlobTable[] = [];
  let header = plan.room;
  let position = header + BLOCK_SIZE;
  let hash = digester();
  let rows: Frame[] = [];

  const finish = async (): Promise<void> => {
    const tree = plan.trees[tables.length];
    if (!tree || tree.frames.length !== rows.length)
      throw new Error(`Cannot close blob ${tables.length}: frames are missing`);
    const blob = hash.digest();
    const size = position - header - BLOCK_SIZE;
    await writeAt(file, memberHeader(blobPath(blob), size), header);
    tables.push({ blob, entryCount: tree.entryCount, contentSize: tree.contentSize, frames: rows });
    header = position + padding(size);
    position = header + BLOCK_SIZE;
    hash = digester();
    rows = [];
  };

  return {
    async add({ tree, frame, bytes }: PackedFrame): Promise<void> {
      if (tree === tables.length + 1) await finish();
      checkPlanned(plan.trees[tree], rows.length, frame);
      if (tree !== tables.length || frame.size !== bytes.byteLength)
        throw new Error(`Cannot take frame of tree ${tree}`);
      const writing = writeAt(file, bytes, position);
      hash.update(bytes);
      await writing;
      position += bytes.byteLength;
      rows.push(frame);
    },
    async close(): Promise<{ readonly tables: readonly BlobTable[]; readonly end: number }> {
      await finish();
      if (tables.length !== plan.trees.length) throw new Error(`Cannot close bundle: it has ${tables.length} blobs`);
      return { tables, end: header };
    },
  };
}

/** The room of the head holds only for what was planned. */
function checkPlanned(tree: TreePlan | undefined, place: number, frame: Frame): void {
  const planned = tree?.frames[place];
  if (planned?.contentSize === frame.contentSize && planned.fileOffset === frame.fileOffset) return;
  throw new Error(`Cannot take frame ${place} of ${tree?.tree.prefix}: it was not planned`);
}

async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    done += (await file.write(bytes, done, bytes.byteLength - done, position + done)).bytesWritten;
  }
}

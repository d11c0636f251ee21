import { randomUUID } from "node:crypto";
import { type FileHandle, lstat, open, readdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../errors.ts";
import { acquireLock } from "../io/lock.ts";
import { isAbsent, lookAt } from "../io/look-at.ts";
import { openStaging } from "../io/staging.ts";
import { fromSystemError } from "../io/system-error.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { digester } from "../oci/digest.ts";
import { blobPath, encodeLayoutFile, INDEX_FILE, LAYOUT_FILE } from "../oci/layout.ts";
import { encodeImageIndex } from "../oci/manifest.ts";
import { REF_NAME } from "../oci/media-types.ts";
import type { BlobWriter, ContentWriter } from "./content-writer.ts";
import { isDirectoryLayout, openDirectoryLayout } from "./directory-layout.ts";

/** Folder for unfinished files, and for the lock that is held while the index changes. */
const OWN_FOLDER = ".ocx-bundle";
/** Names in a directory that was to become a layout. */
const LEFT_OVER: ReadonlySet<string> = new Set([OWN_FOLDER, "blobs"]);
/** Milliseconds to wait for another writer's lock. */
const PATIENCE = 60_000;

/** Writes into a directory. */
export interface DirectoryWriter extends ContentWriter {
  /** Makes the committed blobs visible before `finish` does. */
  publishBlobs(): Promise<void>;
}

/**
 * Writes into a directory with an OCI image layout, which is made if it does not exist. Blobs and documents appear at the end, by rename,
 * each under its digest. The index is replaced last, under a lock: the bundle replaces an older descriptor of its name.
 * @throws BundleError `OPTION_INVALID` for a directory with other files, `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`
 */
export async function openDirectoryWriter(directory: string): Promise<DirectoryWriter> {
  await checkDirectory(directory);
  const own = join(directory, OWN_FOLDER);
  const opened = new AsyncDisposableStack();
  const staging = opened.use(await openStaging({ root: directory, folder: `${OWN_FOLDER}/staging` }));
  const named = <T>(work: () => Promise<T>): Promise<T> =>
    work().catch((error: unknown) => {
      throw fromSystemError(error, `write bundle ${directory}`);
    });
  const sizes: number[] = [];
  const committed: { readonly staged: string; readonly path: string }[] = [];
  const publish = (staged: string, path: string): Promise<void> =>
    staging.root.at(path, (place) => rename(staged, place));
  const put = async (path: string, bytes: Uint8Array): Promise<void> => {
    const staged = join(staging.path, randomUUID());
    await writeFile(staged, bytes, { flag: "wx", mode: 0o644 });
    await publish(staged, path);
    sizes.push(bytes.byteLength);
  };
  const publishBlobs = async (): Promise<void> => {
    for (const { staged, path } of committed.splice(0)) await publish(staged, path);
  };
  return {
    blob: () =>
      named(async () => {
        const staged = join(staging.path, randomUUID());
        const file = opened.use(await open(staged, "wx", 0o644));
        return blobWriter(file, named, ({ digest, size }) => {
          committed.push({ staged, path: blobPath(digest) });
          sizes.push(size);
        });
      }),
    publishBlobs: () => named(publishBlobs),
    has: ({ digest, size }) =>
      named(async () => {
        const there = await lookAt(join(directory, blobPath(digest)), lstat);
        if (there?.isFile() !== true || there.size !== size) return false;
        sizes.push(size);
        return true;
      }),
    finish: (documents, root) =>
      named(async () => {
        await publishBlobs();
        for (const { digest, bytes } of documents) await put(blobPath(digest), bytes);
        using _ = await acquireLock(join(own, "lock"), PATIENCE);
        const index = encodeImageIndex([...(await othersIn(directory, root)), root]);
        await put(LAYOUT_FILE, encodeLayoutFile());
        await put(INDEX_FILE, index);
        return sizes.reduce((sum, size) => sum + size, 0);
      }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/**
 * Accepts an empty directory, a layout, or a path that does not exist yet.
 * @throws BundleError `OPTION_INVALID`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function checkDirectory(directory: string): Promise<void> {
  try {
    const there = await stat(directory).catch((error: unknown) => {
      if (!isAbsent(error)) throw error;
    });
    if (there === undefined || (await isDirectoryLayout(directory))) return;
    // A writer that was killed may leave blobs. They are of use to the next one.
    if (there.isDirectory() && (await readdir(directory)).every((name) => LEFT_OVER.has(name))) return;
    const found = there.isDirectory() ? "it has other files and no oci-layout" : "it is not a directory";
    throw new BundleError("OPTION_INVALID", `Cannot write an OCI image layout to ${directory}: ${found}`, {
      hint: "Name an empty directory, one that does not exist yet, or an OCI image layout.",
    });
  } catch (error) {
    throw fromSystemError(error, `write bundle ${directory}`);
  }
}

/** Descriptors in the index that this one does not replace: those of another name; without a name, of other content. */
export async function othersIn(directory: string, { annotations, digest }: Descriptor): Promise<readonly Descriptor[]> {
  // A writer that was killed may leave a layout without an index.
  for (const file of [LAYOUT_FILE, INDEX_FILE]) if ((await lookAt(join(directory, file))) === undefined) return [];
  await using content = openDirectoryLayout(directory);
  const name = annotations?.[REF_NAME];
  return (await content.roots()).filter((other) =>
    name === undefined ? other.digest !== digest : other.annotations?.[REF_NAME] !== name,
  );
}

/** Writes one blob to a private file. */
function blobWriter(
  file: FileHandle,
  named: <T>(work: () => Promise<T>) => Promise<T>,
  committed: (blob: Pick<Descriptor, "digest" | "size">) => void,
): BlobWriter {
  const hash = digester();
  let size = 0;
  return {
    async write(bytes) {
      const writing = named(() => file.writeFile(bytes));
      hash.update(bytes);
      await writing;
      size += bytes.byteLength;
    },
    async commit() {
      const blob = { digest: hash.digest(), size };
      await named(() => file.close());
      committed(blob);
      return blob;
    },
  };
}

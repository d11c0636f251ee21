import type { Bytes } from "../../io/bytes.ts";
import { openSpool } from "../../io/spool.ts";
import type { ContentWriter, DocumentToWrite } from "../../layout/content-writer.ts";
import type { Digest } from "../../oci/digest.ts";
import { isManifestType } from "../../oci/links.ts";
import { putManifest } from "./manifests.ts";
import { type PublishedName, publishManifest } from "./publish-manifest.ts";
import { pushBlob } from "./push-blob.ts";
import type { RepositoryClient } from "./repository-client.ts";
import { type SpooledBlob, spoolBlob } from "./spooled-blob.ts";
import { repositoryHasBlob } from "./upload-session.ts";

/** Blobs on their way at the same time. */
const IN_FLIGHT = 4;

/** Blobs of unknown digest that are on disk at the same time: one is written, one is sent. */
const SPOOLED = 2;

export interface RegistryWriterOptions {
  /** The tag to set, or the digest that the bundle must have. */
  readonly published: PublishedName;
  /** Repositories of the same registry that may have blobs already. */
  readonly mountFrom: readonly string[];
  /** Most bytes of a request. Default: a blob goes in one request. */
  readonly chunkSize?: number | undefined;
  /** Directory for a blob until its digest is known. */
  readonly spoolDirectory: string;
}

/**
 * Writes into a repository. Blobs that it has are not sent again, and the manifest goes last. So a push that was killed leaves the
 * tag as it was, and another one completes it.
 */
export function openRegistryWriter(
  repository: RepositoryClient,
  { published, mountFrom, chunkSize, spoolDirectory }: RegistryWriterOptions,
): ContentWriter {
  const failed = new AbortController();
  const signal = AbortSignal.any([repository.watch.signal, failed.signal]);
  const stack = new AsyncDisposableStack();
  const sizes = new Map<Digest, number>();
  const sending = new Set<Promise<void>>();
  const manifests: DocumentToWrite[] = [];
  let done = 0;
  let total = 0;
  const add = (bytes: number): void => repository.watch.progress((done += bytes), total);
  const pushing = { mountFrom, chunkSize, onBytes: add };
  const push = async (digest: Digest, bytes: Pick<Bytes, "read" | "size">): Promise<void> => {
    sizes.set(digest, bytes.size);
    const how = await pushBlob(repository, { digest, size: bytes.size }, bytes, { ...pushing, signal });
    if (how !== "sent") add(bytes.size);
  };
  const send = (blob: SpooledBlob, close: () => Promise<void>): void => {
    total += blob.size;
    const pushed = async (): Promise<void> => {
      try {
        await push(blob.digest, blob);
        sending.delete(settled);
      } catch (error) {
        // The next one that waits gets the failure.
        failed.abort(error);
      } finally {
        await close();
      }
    };
    const settled = pushed();
    sending.add(settled);
  };
  const wait = async (most: number): Promise<void> => {
    while (sending.size > most && !failed.signal.aborted) await Promise.race(sending);
    failed.signal.throwIfAborted();
  };
  return {
    async blob() {
      await wait(SPOOLED - 1);
      const file = stack.use(await openSpool(spoolDirectory));
      const doing = `write to a temporary file in ${spoolDirectory}, the directory of TMPDIR`;
      return spoolBlob(file, doing, (blob) => send(blob, () => file.close()));
    },
    async copyBlobs(blobs) {
      for (const { size } of blobs.values()) total += size;
      const queue = blobs.entries();
      const work = async (): Promise<void> => {
        for (const [digest, bytes] of queue) await push(digest, bytes);
      };
      const workers = Array.from({ length: IN_FLIGHT }, work);
      try {
        await Promise.all(workers);
      } catch (error) {
        failed.abort(error);
        // The source may be closed next, so nothing may read from it any more.
        await Promise.allSettled(workers);
        throw error;
      }
    },
    async has({ digest, size }) {
      if (!(await repositoryHasBlob(repository, digest, { signal }).catch(() => false))) return false;
      sizes.set(digest, size);
      return true;
    },
    async manifest(document) {
      manifests.push(document);
    },
    async finish(documents, descriptor) {
      await wait(0);
      const manifest = documents.find(({ digest }) => digest === descriptor.digest);
      if (manifest === undefined) throw new Error(`Cannot write manifest ${descriptor.digest}: its bytes are missing`);
      for (const document of documents) {
        if (isManifestType(document.mediaType)) continue;
        total += document.bytes.byteLength;
        await push(document.digest, inMemory(document));
      }
      const inner = documents.filter((document) => document !== manifest && isManifestType(document.mediaType));
      // Their blobs are there now.
      for (const document of [...manifests, ...inner]) {
        sizes.set(document.digest, document.bytes.byteLength);
        await putManifest(repository, { ...document, reference: document.digest });
      }
      await publishManifest(repository, { descriptor, bytes: manifest.bytes }, published);
      return [...sizes.values()].reduce((sum, size) => sum + size, descriptor.size);
    },
    async [Symbol.asyncDispose]() {
      failed.abort(new Error("the push was given up"));
      await Promise.all(sending);
      await stack.disposeAsync();
    },
  };
}

function inMemory({ bytes }: DocumentToWrite): Pick<Bytes, "read" | "size"> {
  return { size: bytes.byteLength, read: async (offset, length) => bytes.subarray(offset, offset + length) };
}

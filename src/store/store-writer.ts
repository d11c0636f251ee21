import type { BlobWriter, ContentWriter } from "../layout/content-writer.ts";
import { openDirectoryWriter } from "../layout/directory-writer.ts";
import type { Digest } from "../oci/digest.ts";

/**
 * Writes what a store lacks of a bundle. Names nothing: the caller does, and has a lease meanwhile. A blob stays when a later one fails,
 * for the next attempt.
 * @throws BundleError what writing throws
 */
export async function openStoreWriter(store: string, lacking: ReadonlySet<Digest>): Promise<ContentWriter> {
  const writer = await openDirectoryWriter(store);
  const openBlob = async (): Promise<BlobWriter> => {
    const blob = await writer.blob();
    return {
      ...blob,
      async commit() {
        const written = await blob.commit();
        await writer.publishBlobs();
        return written;
      },
    };
  };
  return {
    ...writer,
    blob: openBlob,
    has: async ({ digest }) => !lacking.has(digest),
    async finish(documents) {
      let size = 0;
      // Referents first.
      for (const { bytes } of documents.filter(({ digest }) => lacking.has(digest)).toReversed()) {
        const blob = await openBlob();
        await blob.write(bytes);
        size += (await blob.commit()).size;
      }
      return size;
    },
  };
}

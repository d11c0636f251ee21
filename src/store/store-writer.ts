import type { ContentWriter } from "../layout/content-writer.ts";
import { openDirectoryWriter } from "../layout/directory-writer.ts";
import type { Digest } from "../oci/digest.ts";

/**
 * Writes what a store lacks of a bundle. Names nothing: the caller does, and has a lease meanwhile.
 * @throws BundleError what writing throws
 */
export async function openStoreWriter(store: string, lacking: ReadonlySet<Digest>): Promise<ContentWriter> {
  const writer = await openDirectoryWriter(store);
  return {
    ...writer,
    has: async ({ digest }) => !lacking.has(digest),
    async finish(documents) {
      let size = 0;
      // Referents first.
      for (const { bytes } of documents.filter(({ digest }) => lacking.has(digest)).toReversed()) {
        const blob = await writer.blob();
        await blob.write(bytes);
        size += (await blob.commit()).size;
      }
      return size;
    },
  };
}

import type { Descriptor } from "../oci/descriptor.ts";
import { digester } from "../oci/digest.ts";
import { encodeLayoutFile } from "../oci/layout.ts";
import { encodeImageIndex } from "../oci/manifest.ts";
import { BLOCK_SIZE, padding } from "../tar/headers.ts";
import type { ContentWriter } from "./content-writer.ts";
import { checkDirectory, othersIn } from "./directory-writer.ts";
import { tarWriterOver } from "./tar-writer.ts";

// Writers that write nothing. They return the digests and sizes that the real ones would.

/** For one tar, also in parts. */
export function tarMeter(room: number): ContentWriter {
  const { blob, finish, ...rest } = tarWriterOver({ async write() {} }, room);
  let more = 0;
  return {
    ...rest,
    blob,
    // Of known size and digest, so it need not be read: it may be far away.
    async has({ size }) {
      more += tarSize(size);
      return true;
    },
    finish: async (documents, root) => more + (await finish(documents, root)),
  };
}

function tarSize(size: number): number {
  return BLOCK_SIZE + size + padding(size);
}

/** For a directory with an OCI image layout. @throws BundleError as `openDirectoryWriter` */
export async function directoryMeter(directory: string): Promise<ContentWriter> {
  await checkDirectory(directory);
  return meter(async (root) => [encodeLayoutFile(), encodeImageIndex([...(await othersIn(directory, root)), root])]);
}

/** For blobs and documents alone, as a registry has them. */
export function blobMeter(): ContentWriter {
  return meter(async () => []);
}

function meter(filesOf: (root: Descriptor) => Promise<readonly Uint8Array[]>): ContentWriter {
  let total = 0;
  return {
    async has({ size }) {
      total += size;
      return true;
    },
    async blob() {
      const hash = digester();
      let size = 0;
      return {
        async write(bytes) {
          hash.update(bytes);
          size += bytes.byteLength;
        },
        async commit() {
          total += size;
          return { digest: hash.digest(), size };
        },
      };
    },
    async finish(documents, root) {
      const files = [...documents.map(({ bytes }) => bytes), ...(await filesOf(root))];
      return files.reduce((sum, { byteLength }) => sum + byteLength, total);
    },
    async [Symbol.asyncDispose]() {},
  };
}

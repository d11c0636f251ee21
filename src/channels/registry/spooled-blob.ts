import type { FileHandle } from "node:fs/promises";
import type { Bytes } from "../../io/bytes.ts";
import { fromSystemError } from "../../io/system-error.ts";
import type { BlobWriter } from "../../layout/content-writer.ts";
import { type Digest, digester } from "../../oci/digest.ts";

/** A blob that lies in a temporary file. */
export interface SpooledBlob extends Pick<Bytes, "read" | "size"> {
  readonly digest: Digest;
}

/**
 * Keeps a blob in an empty temporary file until its digest is known.
 * @param doing for messages: `write to a temporary file in /tmp`
 */
export function spoolBlob(file: FileHandle, doing: string, committed: (blob: SpooledBlob) => void): BlobWriter {
  const hash = digester();
  let size = 0;
  return {
    async write(bytes) {
      const writing = file.writeFile(bytes);
      hash.update(bytes);
      await writing.catch((error: unknown) => {
        throw fromSystemError(error, doing);
      });
      size += bytes.byteLength;
    },
    async commit() {
      const digest = hash.digest();
      committed({ digest, size, read: (offset, length) => readFrom(file, offset, length) });
      return { digest, size };
    },
  };
}

async function readFrom(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, offset + done).catch((error: unknown) => {
      throw fromSystemError(error, "read a temporary file");
    });
    if (bytesRead === 0) throw new Error(`the temporary file ends after ${offset + done} bytes`);
    done += bytesRead;
  }
  return bytes;
}

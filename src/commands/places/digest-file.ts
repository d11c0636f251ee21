import { createReadStream } from "node:fs";
import { fromSystemError } from "../../io/system-error.ts";
import { type Digest, digester } from "../../oci/digest.ts";

/**
 * The digest of a whole file, as `sha256sum` prints it. For a bundle this is not the bundle digest, which names the content.
 * @throws BundleError `FILE_NOT_FOUND`, `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function digestFile(path: string): Promise<Digest> {
  const running = digester();
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) running.update(chunk);
  } catch (error) {
    throw fromSystemError(error, `read ${path}`);
  }
  return running.digest();
}

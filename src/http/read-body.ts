import { BundleError } from "../errors.ts";

/** All bytes of a body. @throws BundleError `SERVICE_FAILED` beyond `limit` bytes, and what reading throws */
export async function readBytes(body: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw new BundleError("SERVICE_FAILED", `Cannot read an answer of more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

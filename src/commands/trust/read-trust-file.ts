import { BundleError } from "../../errors.ts";
import { openFile } from "../../io/byte-source.ts";

/**
 * Reads a file that decides over trust, or a signature.
 * @throws BundleError `LIMIT_EXCEEDED` for more than `most` bytes, before reading any; `FILE_NOT_FOUND`, and what reading throws
 */
export async function readTrustFile(path: string, most: number): Promise<Uint8Array> {
  await using file = await openFile(path);
  const size = await file.size();
  if (size <= most) return await file.read(0, size);
  const found = `it has ${size} bytes, expected at most ${most}`;
  throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${path}: ${found}`, {
    hint: "Name the right file: files with keys, roots or policies are small.",
  });
}

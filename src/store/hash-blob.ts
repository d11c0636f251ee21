import type { Bytes } from "../io/bytes.ts";
import { readPieces } from "../io/read-pieces.ts";
import { algorithmOf, type Digest, digester } from "../oci/digest.ts";

/** Bytes hashed at a time. */
const PIECE = 1024 * 1024;

/**
 * The digest that bytes really have, by the algorithm of the expected one.
 * @param onBytes called with the number of bytes just hashed; it may throw to end the work
 * @throws BundleError what reading throws
 */
export async function hashBlob(
  bytes: Pick<Bytes, "locate" | "size">,
  expected: Digest,
  onBytes: (bytes: number) => void = () => {},
): Promise<Digest> {
  const hash = digester(algorithmOf(expected));
  for await (const piece of readPieces(bytes, { start: 0, end: bytes.size, most: PIECE })) {
    hash.update(piece);
    onBytes(piece.byteLength);
  }
  return hash.digest();
}

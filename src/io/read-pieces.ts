import { openRegular, readInto } from "./byte-source.ts";
import type { Bytes } from "./bytes.ts";

/**
 * Reads a run of bytes, piece by piece. Two buffers take turns, because new ones for each piece would halve the speed: a piece
 * is there until the next but one is asked for.
 * @param most bytes of a piece
 * @throws BundleError what locating and reading throws
 */
export async function* readPieces(
  bytes: Pick<Bytes, "locate">,
  { start, end, most }: { readonly start: number; readonly end: number; readonly most: number },
): AsyncGenerator<Uint8Array> {
  const size = Math.min(most, end - start);
  const buffers = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
  let turn = 0;
  for (const { path, offset, length } of await bytes.locate(start, end - start)) {
    await using file = (await openRegular(path)).file;
    for (let done = 0; done < length; done += size) {
      const piece = buffers[turn++ % 2]?.subarray(0, Math.min(size, length - done)) ?? new Uint8Array();
      await readInto(file, piece, { path, offset: offset + done, length: piece.byteLength });
      yield piece;
    }
  }
}

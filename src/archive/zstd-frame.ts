/**
 * Length in bytes of the zstd frame that `bytes` starts with, found by its block headers; undefined when there is none,
 * or when it is torn. Node's decoder does not tell: 24.19 takes a torn frame for a whole one, even without its checksum
 * (nodejs/node#64592), and every Node 24 drops what follows the first frame (nodejs/node#64741).
 * Source: RFC 8878, 3.1.1.
 */
export function zstdFrameLength(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 6 || view.getUint32(0, true) !== 0xfd2fb528) return undefined;
  const descriptor = view.getUint8(4);
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const windowSize = isSingleSegment ? 0 : 1;
  const dictionarySize = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const checksumSize = (descriptor & 4) === 0 ? 0 : 4;
  let at = 5 + windowSize + dictionarySize + contentSize;
  for (let isLast = false; !isLast; ) {
    if (at + 3 > bytes.byteLength) return undefined;
    const block = view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
    isLast = (block & 1) === 1;
    const type = (block >> 1) & 3;
    if (type === RESERVED) return undefined;
    at += 3 + (type === REPEATED_BYTE ? 1 : block >> 3);
  }
  const end = at + checksumSize;
  return end > bytes.byteLength ? undefined : end;
}

/** Block types. */
const REPEATED_BYTE = 1;
const RESERVED = 3;

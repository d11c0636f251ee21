import { MAX_WINDOW } from "../../limits.ts";

/**
 * Checks that the bytes are exactly one complete zstd frame with a checksum, without a dictionary, and with a window of at most
 * 2^23; returns the problem, or undefined. Node's decoder does not check this: 24.19 accepts a truncated frame, even without its
 * checksum (nodejs/node#64592), every Node 24 ignores bytes behind the first frame (nodejs/node#64741) and takes windows of up
 * to 2^27. Source: RFC 8878, 3.1.1.
 */
export function zstdFrameProblem(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 6 || view.getUint32(0, true) !== 0xfd2fb528) return NO_FRAME;
  const descriptor = view.getUint8(4);
  if ((descriptor & CHECKSUM) === 0) return "it has no checksum";
  if ((descriptor & RESERVED_BIT) !== 0) return NO_FRAME;
  if ((descriptor & DICTIONARY) !== 0) return "it needs a dictionary";
  const isSingleSegment = (descriptor & SINGLE_SEGMENT) !== 0;
  const sizeWidth = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  let at = 5 + (isSingleSegment ? 0 : 1) + sizeWidth;
  if (at > bytes.byteLength) return NO_FRAME;
  // In a frame with a single segment the window is the whole content.
  const window = isSingleSegment ? contentSizeAt(view, 5, sizeWidth) : windowOf(view.getUint8(5));
  if (window > MAX_WINDOW) return `its window is over ${MAX_WINDOW} bytes`;
  for (let isLast = false; !isLast; ) {
    if (at + 3 > bytes.byteLength) return NO_FRAME;
    const block = view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
    isLast = (block & 1) === 1;
    const type = (block >> 1) & 3;
    if (type === RESERVED) return NO_FRAME;
    at += 3 + (type === REPEATED_BYTE ? 1 : block >> 3);
  }
  const end = at + CHECKSUM_SIZE;
  if (end > bytes.byteLength) return NO_FRAME;
  return end < bytes.byteLength ? `it ends after ${end} of its bytes` : undefined;
}

const NO_FRAME = "it is not a complete zstd frame";

/** Bits of the descriptor. */
const DICTIONARY = 0b11;
const CHECKSUM = 0b100;
const RESERVED_BIT = 0b1000;
const SINGLE_SEGMENT = 0b100000;

const CHECKSUM_SIZE = 4;

/** Block types. */
const REPEATED_BYTE = 1;
const RESERVED = 3;

/** Source: RFC 8878, 3.1.1.1.4. */
function contentSizeAt(view: DataView, at: number, width: number): number {
  if (width === 1) return view.getUint8(at);
  if (width === 2) return view.getUint16(at, true) + 256;
  return width === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}

/** Source: RFC 8878, 3.1.1.1.2. */
function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

import { constants, zstdCompressSync } from "node:zlib";

/** zstd frames by RFC 8878: honest ones from zlib, and the same blocks behind headers that say something else. */

export function compress(content: Buffer, windowLog = 23): Buffer {
  const params = { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_windowLog]: windowLog };
  return zstdCompressSync(content, { params });
}

export interface HeaderWish {
  /** The window descriptor's byte; without one the frame is a single segment. */
  readonly window?: number;
  readonly contentSize?: bigint;
  readonly dictionary?: number;
  readonly checksum?: boolean;
  /** Bits put over the frame header descriptor. */
  readonly bits?: number;
}

/** Descriptor of a window of `2 ** log`. */
export const windowOf = (log: number, mantissa = 0): number => ((log - 10) << 3) | mantissa;

/** The frame's blocks behind another header. */
export function reframe(
  frame: Buffer,
  { window, contentSize, dictionary, checksum = true, bits = 0 }: HeaderWish,
): Buffer {
  const single = window === undefined ? 0x20 : 0;
  const sized = contentSize === undefined ? 0 : 0xc0;
  const descriptor = sized | single | (checksum ? 4 : 0) | (dictionary === undefined ? 0 : 3) | bits;
  const size = Buffer.alloc(contentSize === undefined ? 0 : 8);
  if (contentSize !== undefined) size.writeBigUInt64LE(contentSize);
  const identifier = Buffer.alloc(dictionary === undefined ? 0 : 4);
  if (dictionary !== undefined) identifier.writeUInt32LE(dictionary);
  const blocks = frame.subarray(headerLength(frame), checksum ? frame.length : frame.length - 4);
  return Buffer.concat([
    frame.subarray(0, 4),
    Buffer.from([descriptor]),
    Buffer.from(window === undefined ? [] : [window]),
    identifier,
    size,
    blocks,
  ]);
}

/** Magic number, descriptor and the fields that it announces. */
function headerLength(frame: Buffer): number {
  const descriptor = frame[4] ?? 0;
  const single = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  return 5 + (single ? 0 : 1) + dictionary + ([single ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0);
}

/** A frame that every decoder skips. */
export function skippable(content: Buffer, number = 0): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x184d2a50 + number);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
}

import { BundleError } from "../errors.ts";
import { asByteString, type ByteString } from "./byte-string.ts";
import { BLOCK_SIZE, FILE, NAME_WIDTH, PREFIX, PREFIX_WIDTH, type TarFacts, type TarHeader } from "./headers.ts";

/** Memory that holds header blocks. */
export interface HeaderBytes {
  readonly bytes: Buffer;
  /** The same bytes as a view, which reads numbers twice as fast. */
  readonly view: DataView;
}

export function headerBytes({ buffer, byteOffset, byteLength }: Uint8Array): HeaderBytes {
  return {
    bytes: Buffer.from(buffer, byteOffset, byteLength),
    view: new DataView(buffer, byteOffset, byteLength),
  };
}

/**
 * Reads the header block at an offset; undefined for a block of zeros. Takes the headers of POSIX and of GNU tar.
 * @throws BundleError `ENTRY_INVALID`
 */
export function decodeHeader(block: Uint8Array, offset = 0): TarHeader | undefined {
  const headers = headerBytes(block);
  const facts = decodeFacts(headers, offset);
  return facts && { path: decodePath(headers, offset), ...facts };
}

/** As {@link decodeHeader}, without the path. @throws BundleError `ENTRY_INVALID` */
export function decodeFacts({ bytes, view }: HeaderBytes, offset: number): TarFacts | undefined {
  const sum = blockSum(view, offset);
  if (sum === 8 * 0x20 && bytes[offset + 148] === 0) return undefined;
  if (decodeNumber(bytes, offset + 148, 8) !== sum) throw invalidHeader("its checksum is wrong");
  if (magicOf(bytes, offset + MAGIC) === "none") throw invalidHeader("it is not ustar");
  const size = decodeNumber(bytes, offset + 124, 12);
  const mode = decodeNumber(bytes, offset + 100, 8);
  if (!Number.isSafeInteger(size) || size < 0) throw invalidHeader("its size is not a number from 0");
  if (!Number.isSafeInteger(mode) || mode < 0) throw invalidHeader("its mode is not a number from 0");
  const mtime = bytes[offset + 136] === 0 ? 0 : decodeNumber(bytes, offset + 136, 12);
  if (!Number.isSafeInteger(mtime)) throw invalidHeader("its time is not a number");
  const flag = bytes[offset + 156] ?? 0;
  return {
    type: flag === 0 ? FILE : String.fromCharCode(flag),
    mode,
    size,
    mtime,
    target: decodeText(bytes, offset + 157, 100),
  };
}

const MAGIC = 257;
export function decodePath({ bytes: block }: HeaderBytes, offset: number): ByteString {
  const name = decodeText(block, offset, NAME_WIDTH);
  const prefix = hasPrefix(block, offset) ? decodeText(block, offset + PREFIX, PREFIX_WIDTH) : "";
  return asByteString(prefix === "" ? name : `${prefix}/${name}`);
}

/** GNU's old format keeps times where ustar has the prefix. */
function hasPrefix(block: Buffer, offset: number): boolean {
  return block[offset + PREFIX] !== 0 && magicOf(block, offset + MAGIC) === "ustar";
}

/**
 * The name of an entry that lies directly in `directory`, whose bytes end with "/"; undefined when it lies elsewhere or its name
 * is not ASCII. Saves decoding the whole path of neighbours in one directory.
 */
export function decodeNameIn(
  directory: Uint8Array,
  { bytes: block }: HeaderBytes,
  offset: number,
): ByteString | undefined {
  const { length } = directory;
  let known = 0;
  if (hasPrefix(block, offset)) {
    const prefix = offset + PREFIX;
    while (known < length && known < PREFIX_WIDTH && block[prefix + known] === directory[known]) known++;
    if (known === length || directory[known] !== SLASH) return undefined;
    if (known < PREFIX_WIDTH && block[prefix + known] !== 0) return undefined;
    known++;
  }
  let at = offset;
  const behind = offset + NAME_WIDTH;
  for (; known < length && at < behind; known++, at++) if (block[at] !== directory[known]) return undefined;
  if (known < length) return undefined;
  let end = at;
  for (let byte = block[end] ?? 0; end < behind && byte !== 0; byte = block[++end] ?? 0) {
    if (byte === SLASH || byte > 0x7f) return undefined;
  }
  return end === at ? undefined : asByteString(block.toString("latin1", at, end));
}

const SLASH = 0x2f;

/** Sum of the block's bytes, with the checksum field counted as spaces. Adds four bytes at a time, in two 16-bit lanes. */
function blockSum(block: DataView, at: number): number {
  let even = 0;
  let odd = 0;
  for (let i = at; i < at + BLOCK_SIZE; i += 4) {
    const four = block.getInt32(i, true);
    even += four & 0x00ff00ff;
    odd += (four >>> 8) & 0x00ff00ff;
  }
  let sum = (even & 0xffff) + (even >>> 16) + (odd & 0xffff) + (odd >>> 16) + 8 * 0x20;
  for (let i = at + 148; i < at + 156; i++) sum -= block.getUint8(i);
  return sum;
}

function magicOf(block: Buffer, at: number): "ustar" | "gnu" | "none" {
  for (let i = 0; i < USTAR.length; i++) if (block[at + i] !== USTAR[i]) return "none";
  if (block[at + USTAR.length] === 0) return "ustar";
  return block[at + USTAR.length] === 0x20 ? "gnu" : "none";
}

const USTAR = Buffer.from("ustar");

function decodeText(block: Buffer, at: number, width: number): ByteString {
  if (block[at] === 0) return NOTHING;
  let end = at + 1;
  while (end < at + width && block[end] !== 0) end++;
  return asByteString(block.toString("latin1", at, end));
}

const NOTHING = asByteString("");

/** NaN for anything but octal digits between spaces and NULs, or base-256. */
function decodeNumber(block: Buffer, at: number, width: number): number {
  const first = block[at] ?? 0;
  if (first === 0x80 || first === 0xff) return decodeBase256(block, at, width);
  let i = at;
  while (i < at + width && block[i] === 0x20) i++;
  const start = i;
  let value = 0;
  for (; i < at + width; i++) {
    const digit = (block[i] ?? 0) - 0x30;
    if (digit < 0 || digit > 7) break;
    value = value * 8 + digit;
  }
  if (i === start) return Number.NaN;
  for (; i < at + width; i++) if (block[i] !== 0 && block[i] !== 0x20) return Number.NaN;
  return value;
}

function decodeBase256(block: Buffer, at: number, width: number): number {
  let value = block[at] === 0xff ? -1 : 0;
  for (let i = at + 1; i < at + width; i++) value = value * 256 + (block[i] ?? 0);
  return value;
}

function invalidHeader(what: string): BundleError {
  return new BundleError("ENTRY_INVALID", `Cannot read tar header: ${what}`);
}

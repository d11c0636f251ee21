import { Pax } from "tar/pax";
import { asByteString, type ByteString, isAscii, quoteBytes, toByteString, toText } from "./byte-string.ts";

/** Size of a tar block in bytes. Source: POSIX.1-2017, pax, "ustar Interchange Format". */
export const BLOCK_SIZE = 512;

/** Two zero blocks close a tar. */
export const END_SIZE = 2 * BLOCK_SIZE;

/** Offset of ustar's prefix, the first part of a long path. The rest of the path is at offset 0. */
export const PREFIX = 345;
export const NAME_WIDTH = 100;
export const PREFIX_WIDTH = 155;

/** Type flags of POSIX.1-2017 that we write; a reader meets any character. */
export const FILE = "0";
export const HARD_LINK = "1";
export const SYMLINK = "2";
export const DIRECTORY = "5";
export const PAX_RECORDS = "x";

/** A decoded header. */
export interface TarHeader extends TarFacts {
  /** Path as in the tar; ends with "/" for a directory. */
  readonly path: ByteString;
}

/** The fields of a header without its path. */
export interface TarFacts {
  readonly type: string;
  readonly mode: number;
  /** Bytes of content behind the header. */
  readonly size: number;
  /** Whole seconds since 1970. */
  readonly mtime: number;
  /** Target of a link, else empty. */
  readonly target: ByteString;
}

/** Bytes of zero padding behind `size` bytes of content. Plain arithmetic: `&` would wrap at 2 GiB. */
export function padding(size: number): number {
  return (BLOCK_SIZE - (size % BLOCK_SIZE)) % BLOCK_SIZE;
}

/**
 * Bytes that {@link encodeEntry} writes: one block, or at least three with PAX records.
 * @param isPlain true if the path is known to be ASCII
 */
export function headerSize(path: ByteString, target: ByteString, isPlain = isAscii(path)): number {
  if (isPlain && target === "" && splitAt(path) !== undefined) return BLOCK_SIZE;
  const { records } = namesOf(path, target);
  return records === "" ? BLOCK_SIZE : BLOCK_SIZE + records.length + padding(records.length) + BLOCK_SIZE;
}

/**
 * Writes an entry's header at `offset`, after PAX records if ustar cannot hold it; returns the offset of its content.
 * @param isPlain true if {@link headerSize} returned one block
 */
export function encodeEntry(header: TarHeader, buffer: Buffer, offset: number, isPlain = false): number {
  if (isPlain) return encodeBlock(header, split(header.path) ?? NO_NAMES, buffer, offset);
  const { records, names } = namesOf(header.path, header.target);
  if (records === "") return encodeBlock(header, names, buffer, offset);
  const size = records.length;
  const about = { ...header, type: PAX_RECORDS, mode: 0o644, size, mtime: 0, target: NOTHING };
  const body = encodeBlock(about, ["", "PaxHeader"], buffer, offset);
  const end = body + size + padding(size);
  buffer.write(records, body, "latin1");
  buffer.fill(0, body + size, end);
  return encodeBlock(header, names, buffer, end);
}

/** One plain ustar block, for paths and targets that need no PAX records; sizes from 8 GiB are in base-256. */
export function encodeHeader(header: TarHeader): Uint8Array {
  if (headerSize(header.path, header.target) > BLOCK_SIZE)
    throw new Error(`ustar cannot say ${quoteBytes(header.path)}`);
  const block = Buffer.alloc(BLOCK_SIZE);
  encodeEntry(header, block, 0);
  return block;
}

// Blocks are written and read here and not by the `Header` of `tar`, which drops the "/" of a directory whose path it
// splits, and takes `12x` for a number. Its PAX records, whose length counts itself, are used.

const NO_NAMES = ["", ""] as const;

function encodeBlock(header: TarHeader, names: readonly [string, string], to: Buffer, at: number): number {
  const [prefix, name] = names;
  to.set(TEMPLATE, at);
  let sum = TEMPLATE_SUM + writeText(name, NAME_WIDTH, to, at) + writeText(prefix, PREFIX_WIDTH, to, at + PREFIX);
  encodeNumber(header.mode, to, at + 100, 8);
  encodeNumber(header.size, to, at + 124, 12);
  encodeNumber(header.mtime, to, at + 136, 12);
  to[at + 156] = header.type.charCodeAt(0);
  sum += writeText(header.target, 100, to, at + 157);
  sum += sumOf(to, at + 100, at + 108) + sumOf(to, at + 124, at + 148) + sumOf(to, at + 156, at + 157);
  encodeNumber(sum, to, at + 148, 7);
  return at + BLOCK_SIZE;
}

/** Writes a text, cut at the width of its field; returns the sum of its bytes. */
function writeText(text: string, width: number, to: Buffer, at: number): number {
  const length = Math.min(text.length, width);
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const byte = text.charCodeAt(i);
    to[at + i] = byte;
    sum += byte;
  }
  return sum;
}

const MAX_INT32 = 0x7fffffff;

/** Fields that all headers share: owner and group 0, no names for them, no device. */
const TEMPLATE = Buffer.alloc(BLOCK_SIZE);
for (const at of [108, 116, 329, 337]) encodeNumber(0, TEMPLATE, at, 8);
TEMPLATE.write("        ", 148);
TEMPLATE.write("ustar\x0000", 257);
const TEMPLATE_SUM = sumOf(TEMPLATE, 0, BLOCK_SIZE);

/** A copy of the fields that all headers share, for a reader that checks them. */
export function headerTemplate(): Buffer {
  return Buffer.from(TEMPLATE);
}

/** Octal digits and a NUL. Larger and negative numbers are in GNU's base-256: two's complement behind a set bit. */
function encodeNumber(value: number, to: Buffer, at: number, width: number): void {
  const isOctal = value >= 0 && value < 8 ** (width - 1);
  if (isOctal && value <= MAX_INT32) {
    encodeSmall(value, to, at, width);
    return;
  }
  const base = isOctal ? 8 : 256;
  const first = isOctal ? at - 1 : at;
  let rest = value;
  for (let i = isOctal ? at + width - 2 : at + width - 1; i > first; i--) {
    const digit = ((rest % base) + base) % base;
    to[i] = isOctal ? 0x30 + digit : digit;
    rest = (rest - digit) / base;
  }
  if (isOctal) to[at + width - 1] = 0;
  else to[at] = value < 0 ? 0xff : 0x80;
}

/** Octal in 32-bit integer arithmetic, for the small numbers that nearly all fields have: several times faster. */
function encodeSmall(value: number, to: Buffer, at: number, width: number): void {
  let rest = value;
  for (let i = at + width - 2; i >= at; i--) {
    to[i] = 0x30 + (rest & 7);
    rest >>= 3;
  }
  to[at + width - 1] = 0;
}

function sumOf(block: Buffer, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += block[i] ?? 0;
  return sum;
}

/** Offset in a path at which ustar's name (100 bytes) starts. Its prefix (155 bytes) is the part before, without the "/". */
function splitAt(path: ByteString): number | undefined {
  if (path.length <= NAME_WIDTH) return 0;
  if (path.length > PREFIX_WIDTH + 1 + NAME_WIDTH) return undefined;
  const slash = path.indexOf("/", path.length - NAME_WIDTH - 1);
  return slash < 1 || slash > PREFIX_WIDTH || slash === path.length - 1 ? undefined : slash + 1;
}

/** The path as ustar's prefix and name; undefined when it does not fit. */
function split(path: ByteString): readonly [string, string] | undefined {
  const at = splitAt(path);
  if (at === undefined) return undefined;
  return at === 0 ? ["", path] : [path.slice(0, at - 1), path.slice(at)];
}

interface Names {
  /** The prefix and name fields of the ustar header. */
  readonly names: readonly [string, string];
  /** PAX records for names that are not ASCII or too long; empty when none are needed. */
  readonly records: ByteString;
}

function namesOf(path: ByteString, target: ByteString): Names {
  const names = isAscii(path) ? split(path) : undefined;
  const longTarget = target.length > 100 || !isAscii(target);
  if (names !== undefined && !longTarget) return { names, records: NOTHING };
  const pax = new Pax({
    ...(names === undefined && { path: toText(path) }),
    ...(longTarget && { linkpath: toText(target) }),
  });
  // Without a prefix: some readers would prepend it to the path of the PAX records too.
  return { names: names ?? ["", path], records: toByteString(pax.encodeBody()) };
}

const NOTHING = asByteString("");

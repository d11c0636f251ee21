/**
 * Bytes of tar, put together field by field from POSIX.1-2017 and docs/bundle-format.md. Nothing of it comes from src/: a hostile
 * bundle must not be limited to what our own writer can say.
 */

export type Bytes = string | Buffer;

export interface Entry {
  /** Below the blob's prefix, but for one that is `bare`. Directories end with "/". */
  readonly path: Bytes;
  readonly bare?: boolean;
  readonly type?: string;
  readonly content?: Bytes;
  readonly mode?: number;
  readonly mtime?: number;
  readonly link?: Bytes;
  /** What the header claims, when that is not the content's size. */
  readonly size?: number;
  /** Bytes put over the finished header, before its checksum is made. */
  readonly patch?: readonly (readonly [offset: number, bytes: Bytes])[];
  /** What the checksum field says, when that is not the checksum. */
  readonly checksum?: string;
  /** What follows the content up to the next block, when that is not zeros. */
  readonly padding?: Buffer;
  /** PAX records in front: instead of those that the path and the link target need. */
  readonly pax?: readonly (readonly [key: string, value: Bytes] | string)[];
}

export const file = (path: Bytes, content: Bytes = "", more: Partial<Entry> = {}): Entry => ({
  path,
  content,
  ...more,
});
export const directory = (path: Bytes, more: Partial<Entry> = {}): Entry => ({ path, type: "5", mode: 0o755, ...more });
export const symlink = (path: Bytes, link: Bytes, more: Partial<Entry> = {}): Entry => ({
  path,
  type: "2",
  mode: 0o777,
  link,
  ...more,
});

/** The two blocks that close a tar. */
export const END: Buffer = Buffer.alloc(1024);

const BLOCK = 512;
const NAME = 100;
const PREFIX = 155;

/** An entry's blocks: PAX header, header, content, padding. */
export function encodeEntry(entry: Entry, prefix = ""): Buffer {
  const path = entry.bare === true ? toBytes(entry.path) : Buffer.concat([Buffer.from(prefix), toBytes(entry.path)]);
  const link = toBytes(entry.link ?? "");
  const content = toBytes(entry.content ?? "");
  const split = splitPath(path);
  const records = entry.pax ?? [
    ...(split === undefined || !isAscii(path) ? [["path", path] as const] : []),
    ...(link.length > NAME || !isAscii(link) ? [["linkpath", link] as const] : []),
  ];
  const { name, above } = split ?? { name: path.subarray(0, NAME), above: "" };
  const header = encodeHeader(entry, { name, above, link: link.subarray(0, NAME), size: content.length });
  const padding = entry.padding ?? zeros(content.length);
  return Buffer.concat([encodePax(records), header, content, padding]);
}

/** PAX records as an entry of their own; a pair is encoded, a text stands as it is. */
export function encodePax(records: NonNullable<Entry["pax"]>, type = "x"): Buffer {
  if (records.length === 0) return Buffer.alloc(0);
  const body = Buffer.concat(
    records.map((record) => (typeof record === "string" ? Buffer.from(record) : pair(record))),
  );
  const fields = { name: "PaxHeader", above: "", link: "", size: body.length };
  return Buffer.concat([encodeHeader({ path: "PaxHeader", type }, fields), body, zeros(body.length)]);
}

interface Fields {
  readonly name: Bytes;
  readonly above: Bytes;
  readonly link: Bytes;
  readonly size: number;
}

function encodeHeader(entry: Entry, { name, above, link, size }: Fields): Buffer {
  const block = Buffer.alloc(BLOCK);
  const put = (offset: number, bytes: Bytes): void => void toBytes(bytes).copy(block, offset);
  put(0, name);
  put(100, `${octal(entry.mode ?? 0o644, 7)}\0`);
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(124, `${octal(entry.size ?? size, 11)}\0`);
  put(136, `${octal(entry.mtime ?? 0, 11)}\0`);
  put(156, entry.type ?? "0");
  put(157, link);
  put(257, "ustar\x0000");
  put(329, "0000000\0");
  put(337, "0000000\0");
  put(345, above);
  for (const [offset, bytes] of entry.patch ?? []) put(offset, bytes);
  put(148, "        ");
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, entry.checksum ?? `${octal(sum, 6)}\0 `);
  return block;
}

/** At the first "/" behind which at most 100 bytes are left. */
function splitPath(path: Buffer): { readonly name: Buffer; readonly above: Buffer } | undefined {
  if (path.length <= NAME) return { name: path, above: Buffer.alloc(0) };
  const slash = path.indexOf("/", path.length - NAME - 1);
  if (slash <= 0 || slash > PREFIX || slash === path.length - 1) return undefined;
  return { name: path.subarray(slash + 1), above: path.subarray(0, slash) };
}

function pair([key, value]: readonly [string, Bytes]): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), toBytes(value), Buffer.from("\n")]);
  let length = rest.length;
  while (String(length).length + rest.length !== length) length += 1;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function octal(value: number, width: number): string {
  return value.toString(8).padStart(width, "0");
}

function zeros(length: number): Buffer {
  return Buffer.alloc((BLOCK - (length % BLOCK)) % BLOCK);
}

function isAscii(bytes: Buffer): boolean {
  return bytes.every((byte) => byte < 0x80);
}

export function toBytes(given: Bytes): Buffer {
  return typeof given === "string" ? Buffer.from(given) : given;
}

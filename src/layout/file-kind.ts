import type { ByteSource } from "../io/byte-source.ts";

/** What people give by mistake. */
export interface FileKind {
  readonly name: string;
  /** What to do, where that is known. */
  readonly hint?: string;
}

const EMPTY: FileKind = {
  name: "an empty file",
  hint: "See why the command or the download that made it wrote nothing.",
};
const WEB_PAGE: FileKind = {
  name: "an HTML page",
  hint: "The server sent a page in its place: check the address and the login.",
};

/** First bytes of such files. Sources: the formats' own documents, and `file`'s magic. */
const MAGIC: readonly (readonly [magic: string, kind: FileKind])[] = [
  ["\x1f\x8b", compressed("a gzip file", "gunzip")],
  ["\x28\xb5\x2f\xfd", compressed("a zstd file", "unzstd")],
  ["\xfd7zXZ\0", compressed("an xz file", "unxz")],
  ["BZh", compressed("a bzip2 file", "bunzip2")],
  [
    "PK\x03\x04",
    {
      name: "a zip file",
      hint: "Unpack it with `unzip` (a workflow artifact may come as one), and give the bundle in it.",
    },
  ],
  ["7z\xbc\xaf\x27\x1c", { name: "a 7-Zip file", hint: "Unpack it, and give the bundle in it." }],
  ["\x7fELF", { name: "an ELF program" }],
  ["<!DOCTYPE", WEB_PAGE],
  ["<!doctype", WEB_PAGE],
  ["<html", WEB_PAGE],
  ["{", { name: "a JSON document" }],
];

/** What the bytes look like when they are not a tar; undefined when nothing is recognised. */
export function fileKind(start: Uint8Array): FileKind | undefined {
  if (start.byteLength === 0) return EMPTY;
  const text = Buffer.from(start).toString("latin1");
  const known = MAGIC.find(([magic]) => text.startsWith(magic))?.[1];
  // Numbers and names in a tar's header are padded with NUL, which no text has.
  return known ?? (start.includes(0) ? undefined : { name: "a text file" });
}

function compressed(name: string, program: string): FileKind {
  return { name, hint: `Decompress it first, with \`${program}\`.` };
}

/** Up to `length` bytes from the start of a source that may be shorter. */
export async function readStart(source: ByteSource, length: number): Promise<Uint8Array> {
  return source.read(0, length).catch(async (error: unknown) => {
    const size = await source.size();
    if (size >= length) throw error;
    return source.read(0, size);
  });
}

import type { ByteSource } from "../io/byte-source.ts";

/** A kind of file that users pass by mistake. */
export interface FileKind {
  readonly name: string;
  /** Hint for the user, if there is a known fix. */
  readonly hint?: string;
}

const EMPTY: FileKind = {
  name: "an empty file",
  hint: "Check why the command or download that made it wrote nothing.",
};
const WEB_PAGE: FileKind = {
  name: "an HTML page",
  hint: "Check the address and the login: the server sent a web page instead.",
};

const LOOK =
  "Look at it with `head`: it may be a checksum, a list, or the error message of a server. Then name the bundle.";

/** First bytes of these files. Sources: the formats' own documents, and `file`'s magic. */
const MAGIC: readonly (readonly [magic: string, kind: FileKind])[] = [
  ["\x1f\x8b", compressed("a gzip file", "gunzip")],
  ["\x28\xb5\x2f\xfd", compressed("a zstd file", "unzstd")],
  ["\xfd7zXZ\0", compressed("an xz file", "unxz")],
  ["BZh", compressed("a bzip2 file", "bunzip2")],
  [
    "PK\x03\x04",
    {
      name: "a zip file",
      hint: "Unpack it with `unzip`, and use the bundle in it. A workflow artifact may be a zip file.",
    },
  ],
  ["7z\xbc\xaf\x27\x1c", { name: "a 7-Zip file", hint: "Unpack it, and use the bundle in it." }],
  ["\x7fELF", { name: "an ELF program" }],
  ["<!DOCTYPE", WEB_PAGE],
  ["<!doctype", WEB_PAGE],
  ["<html", WEB_PAGE],
  ["{", { name: "a JSON document", hint: LOOK }],
];

/** Recognises a file that is not a tar by its first bytes; undefined when it may be a tar. */
export function fileKind(start: Uint8Array): FileKind | undefined {
  if (start.byteLength === 0) return EMPTY;
  const text = Buffer.from(start).toString("latin1");
  const known = MAGIC.find(([magic]) => text.startsWith(magic))?.[1];
  // A tar's header pads numbers and names with NUL, which a text does not contain.
  return known ?? (start.includes(0) ? undefined : { name: "a text file", hint: LOOK });
}

function compressed(name: string, program: string): FileKind {
  return { name, hint: `Decompress it with \`${program}\`.` };
}

/** Up to `length` bytes from the start of a source that may be shorter. */
export async function readStart(source: Pick<ByteSource, "read" | "size">, length: number): Promise<Uint8Array> {
  return source.read(0, length).catch(async (error: unknown) => {
    const size = await source.size();
    if (size >= length) throw error;
    return source.read(0, size);
  });
}

import type { ByteSource } from "../io/byte-source.ts";

/** First bytes of what people give by mistake. Sources: the formats' own documents, and `file`'s magic. */
const KINDS: readonly (readonly [kind: string, magic: string])[] = [
  ["a gzip file", "\x1f\x8b"],
  ["a zstd file", "\x28\xb5\x2f\xfd"],
  ["an xz file", "\xfd7zXZ\0"],
  ["a bzip2 file", "BZh"],
  ["a zip file", "PK\x03\x04"],
  ["a 7-Zip file", "7z\xbc\xaf\x27\x1c"],
  ["an ELF program", "\x7fELF"],
  ["an HTML page", "<!DOCTYPE"],
  ["an HTML page", "<!doctype"],
  ["an HTML page", "<html"],
  ["a JSON document", "{"],
];

/** What the bytes look like when they are not a tar; undefined when nothing is recognised. */
export function fileKind(start: Uint8Array): string | undefined {
  if (start.byteLength === 0) return "an empty file";
  const text = Buffer.from(start).toString("latin1");
  const known = KINDS.find(([, magic]) => text.startsWith(magic))?.[0];
  // Numbers and names in a tar's header are padded with NUL, which no text has.
  return known ?? (start.includes(0) ? undefined : "a text file");
}

/** Up to `length` bytes from the start of a source that may be shorter. */
export async function readStart(source: ByteSource, length: number): Promise<Uint8Array> {
  return source.read(0, length).catch(async (error: unknown) => {
    const size = await source.size();
    if (size >= length) throw error;
    return source.read(0, size);
  });
}

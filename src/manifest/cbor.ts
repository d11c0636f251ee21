import { decode, encode, Tagged } from "cborg";

/** A value with a CBOR tag. */
export function tagged(tag: number, value: unknown): unknown {
  return new Tagged(tag, value);
}

/** The content of a value that has this tag; undefined for any other. */
export function untagged(tag: number, value: unknown): unknown {
  return value instanceof Tagged && value.tag === tag ? value.value : undefined;
}

/** Major types of items that hold others. Source: RFC 7049, 2.1 */
export const MAP = 5;
export const TAG = 6;

/** The head of an item in its shortest form. @param value number of pairs of a map, or a tag */
export function encodeItemHead(major: typeof MAP | typeof TAG, value: number): Uint8Array {
  const type = major << 5;
  if (value < 24) return Uint8Array.of(type + value);
  const bytes = value < 2 ** 8 ? 1 : value < 2 ** 16 ? 2 : 4;
  const head = Buffer.alloc(1 + bytes, type + 23 + (bytes === 4 ? 3 : bytes));
  head.writeUIntBE(value, 1, bytes);
  return head;
}

/** Encodes in the canonical form of RFC 7049, 3.9: shortest lengths, keys by encoded length and then by bytes. */
export function encodeCbor(value: unknown): Uint8Array {
  return encode(value);
}

/**
 * Decodes canonical CBOR. Maps become `Map`, values with one of `tags` are kept with it.
 * @throws Error for any other form: another order, longer lengths, indefinite ones, the same key twice, other tags
 */
export function decodeCbor(bytes: Uint8Array, tags: readonly number[]): unknown {
  const value: unknown = decode(bytes, {
    strict: true,
    allowIndefinite: false,
    allowUndefined: false,
    allowInfinity: false,
    allowNaN: false,
    useMaps: true,
    rejectDuplicateMapKeys: true,
    tags: Tagged.preserve(...tags),
  });
  // The decoder does not check the order of keys.
  if (Buffer.compare(encode(value), bytes) === 0) return value;
  throw new Error("it is not canonical");
}

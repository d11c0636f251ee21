import { isUtf8 } from "node:buffer";

declare const perByte: unique symbol;
/**
 * Text with one character per byte (latin1). Paths inside archives are such strings: `<` compares them by raw bytes,
 * `length` counts bytes, and V8 keeps them at one byte a character.
 */
export type ByteString = string & { readonly [perByte]: "ByteString" };

const BEYOND_ASCII = /[^\0-\x7f]/;

export function isAscii(text: string): boolean {
  return !BEYOND_ASCII.test(text);
}

/** The UTF-8 bytes of ordinary text. */
export function toByteString(text: string): ByteString {
  return (isAscii(text) ? text : Buffer.from(text).toString("latin1")) as ByteString;
}

/** Marks text that already has one character per byte: read as latin1, or joined from byte strings. */
export function asByteString(latin1: string): ByteString {
  return latin1 as ByteString;
}

/** Ordinary text; bytes that are not UTF-8 become U+FFFD. */
export function toText(bytes: ByteString): string {
  return isAscii(bytes) ? bytes : Buffer.from(bytes, "latin1").toString();
}

/** Quotes text for messages, with control characters escaped: a hostile name cannot forge lines of a log. */
export function quoteBytes(bytes: ByteString): string {
  return JSON.stringify(toText(bytes));
}

/** Path for `node:fs` that stands for exactly these bytes. */
export function toFsPath(bytes: ByteString): string | Buffer {
  return isAscii(bytes) ? bytes : Buffer.from(bytes, "latin1");
}

export function isValidUtf8(bytes: ByteString): boolean {
  return isAscii(bytes) || isUtf8(Buffer.from(bytes, "latin1"));
}

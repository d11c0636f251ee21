/** Size of a JSON text's value, counted without parsing it: parsed brackets can take a hundred times their bytes. */
export interface JsonShape {
  /** Upper bound on the number of values; keys do not count. */
  readonly values: number;
  readonly depth: number;
  /** Upper bound on the bytes of the text when written with two spaces of indent for each level. */
  readonly written: number;
}

/** Counts by bytes. For a text that is not JSON, the counts are at least what a parser would build before it fails. */
export function shapeOf(bytes: Uint8Array): JsonShape {
  let values = 1;
  let depth = 0;
  let deepest = 0;
  let indents = 0;
  let quoted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (quoted) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) quoted = false;
      continue;
    }
    switch (byte) {
      case QUOTE:
        quoted = true;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        values++;
        depth++;
        if (depth > deepest) deepest = depth;
        // Indents of two lines: the first item and the closing bracket.
        indents += 2 * depth;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth--;
        break;
      case COMMA:
        values++;
        indents += depth;
        break;
      default:
    }
  }
  return { values, depth: deepest, written: bytes.length + 2 * indents + 3 * values };
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** What a JSON text would become, found without parsing it: a few bytes of brackets can take a hundred times their size. */
export interface JsonShape {
  /** Values it has at most, keys not counted. */
  readonly values: number;
  readonly depth: number;
  /** Bytes that it takes with two spaces before each line for each level, at most. */
  readonly written: number;
}

/** Looks at the bytes of a text that need not be JSON: what it says then is no less than a parser makes of it before it gives up. */
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
        // A line for what comes first, and one for the closing bracket.
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

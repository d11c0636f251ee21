import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/oci/json-shape.ts
function shapeOf(bytes) {
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
var QUOTE = 34;
var COMMA = 44;
var OPEN_BRACKET = 91;
var BACKSLASH = 92;
var CLOSE_BRACKET = 93;
var OPEN_BRACE = 123;
var CLOSE_BRACE = 125;

export {
  shapeOf
};

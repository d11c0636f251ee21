import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/report/wrap.ts
var WIDTH = 80;
function wrap(text, width) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export {
  WIDTH,
  wrap
};

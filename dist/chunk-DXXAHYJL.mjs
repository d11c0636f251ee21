import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/cli/plain-text.ts
function plainText(text) {
  return text.replaceAll(/[^\P{Cc}\n\t]/gu, "\uFFFD");
}

export {
  plainText
};

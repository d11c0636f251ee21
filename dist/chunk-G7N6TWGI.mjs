import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/home/model/root.ts
function isTagRoot(root) {
  return root.declaredBy === "identifier" && root.tag !== void 0 && !root.identifier.includes("@");
}

export {
  isTagRoot
};

// from-joined:src/oci/document.ts
import { parseDocument_136 } from "./core.mjs";

export {
  parseDocument_136
};

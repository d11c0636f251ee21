// from-joined:src/oci/document.ts
import { parseDocument_133 } from "./core.mjs";

export {
  parseDocument_133
};

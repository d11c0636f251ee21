// from-joined:src/oci/document.ts
import { parseDocument_138 } from "./core.mjs";

export {
  parseDocument_138
};

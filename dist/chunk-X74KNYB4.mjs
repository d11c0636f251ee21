// from-joined:src/oci/document.ts
import { parseDocument_132 } from "./core.mjs";

export {
  parseDocument_132
};

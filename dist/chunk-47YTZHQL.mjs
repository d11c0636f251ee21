// from-joined:src/oci/document.ts
import { parseDocument_135 } from "./core.mjs";

export {
  parseDocument_135
};

// from-joined:src/home/documents/leaf-manifest.ts
import { parseManifest_152 } from "./core.mjs";

export {
  parseManifest_152
};

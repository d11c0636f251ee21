// from-joined:src/home/documents/leaf-manifest.ts
import { parseManifest_149 } from "./core.mjs";

export {
  parseManifest_149
};

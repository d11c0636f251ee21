// from-joined:src/home/documents/leaf-manifest.ts
import { parseManifest_155 } from "./core.mjs";

export {
  parseManifest_155
};

// from-joined:src/home/documents/leaf-manifest.ts
import { parseManifest_153 } from "./core.mjs";

export {
  parseManifest_153
};

// from-joined:src/home/documents/leaf-manifest.ts
import { parseManifest_150 } from "./core.mjs";

export {
  parseManifest_150
};

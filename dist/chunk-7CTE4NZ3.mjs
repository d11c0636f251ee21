// from-joined:src/bundle/open-bundle.ts
import { nameOr_88, openBundle_88, openWhole_88, readConfig_88, readManifest_88, readNamedDocument_88, readOwnManifest_88, topOf_88 } from "./core.mjs";

export {
  nameOr_88,
  openBundle_88,
  openWhole_88,
  readConfig_88,
  readManifest_88,
  readNamedDocument_88,
  readOwnManifest_88,
  topOf_88
};

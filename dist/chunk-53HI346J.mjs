// from-joined:src/bundle/open-bundle.ts
import { nameOr_90, openBundle_90, openWhole_90, readConfig_90, readManifest_90, readNamedDocument_90, readOwnManifest_90, topOf_90 } from "./core.mjs";

export {
  nameOr_90,
  openBundle_90,
  openWhole_90,
  readConfig_90,
  readManifest_90,
  readNamedDocument_90,
  readOwnManifest_90,
  topOf_90
};

// from-joined:src/bundle/open-bundle.ts
import { nameOr_85, openBundle_85, openWhole_85, readConfig_85, readManifest_85, readNamedDocument_85, readOwnManifest_85, topOf_85 } from "./core.mjs";

export {
  nameOr_85,
  openBundle_85,
  openWhole_85,
  readConfig_85,
  readManifest_85,
  readNamedDocument_85,
  readOwnManifest_85,
  topOf_85
};

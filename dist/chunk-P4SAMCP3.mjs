// from-joined:src/bundle/open-bundle.ts
import { nameOr_84, openBundle_84, openWhole_84, readConfig_84, readManifest_84, readNamedDocument_84, readOwnManifest_84, topOf_84 } from "./core.mjs";

export {
  nameOr_84,
  openBundle_84,
  openWhole_84,
  readConfig_84,
  readManifest_84,
  readNamedDocument_84,
  readOwnManifest_84,
  topOf_84
};

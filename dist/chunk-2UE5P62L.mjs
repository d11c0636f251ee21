// from-joined:src/oci/platform.ts
import { choosePlatform_45, familyOf_45, fits_45, fitsMachine_45, formatPlatform_45, knownPlatform_45, parsePlatform_45, wantedBelow_45 } from "./core.mjs";

export {
  choosePlatform_45,
  familyOf_45,
  fits_45,
  formatPlatform_45,
  parsePlatform_45
};

// from-joined:src/oci/platform.ts
import { choosePlatform_55, familyOf_55, fits_55, fitsMachine_55, formatPlatform_55, knownPlatform_55, parsePlatform_55, wantedBelow_55 } from "./core.mjs";

export {
  choosePlatform_55,
  familyOf_55,
  fits_55,
  formatPlatform_55,
  parsePlatform_55
};

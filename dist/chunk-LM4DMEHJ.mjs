// from-joined:src/oci/platform.ts
import { choosePlatform_46, familyOf_46, fits_46, fitsMachine_46, formatPlatform_46, knownPlatform_46, parsePlatform_46, wantedBelow_46 } from "./core.mjs";

export {
  choosePlatform_46,
  familyOf_46,
  fits_46,
  formatPlatform_46,
  parsePlatform_46
};

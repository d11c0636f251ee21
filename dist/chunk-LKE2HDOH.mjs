// from-joined:src/oci/platform.ts
import { choosePlatform_53, familyOf_53, fits_53, fitsMachine_53, formatPlatform_53, knownPlatform_53, parsePlatform_53, wantedBelow_53 } from "./core.mjs";

export {
  choosePlatform_53,
  familyOf_53,
  fits_53,
  formatPlatform_53,
  parsePlatform_53
};

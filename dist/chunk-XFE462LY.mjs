// from-joined:src/layout/tar-layout.ts
import { checkKind_144, openTarLayout_144, placesBehind_144 } from "./core.mjs";

// from-joined:src/layout/tar-members.ts
import { scanMembers_168 } from "./core.mjs";

export {
  checkKind_144,
  openTarLayout_144,
  placesBehind_144,
  scanMembers_168
};

// from-joined:src/layout/tar-layout.ts
import { checkKind_138, openTarLayout_138, placesBehind_138 } from "./core.mjs";

// from-joined:src/layout/tar-members.ts
import { scanMembers_168 } from "./core.mjs";

export {
  checkKind_138,
  openTarLayout_138,
  placesBehind_138,
  scanMembers_168
};

// from-joined:src/layout/tar-layout.ts
import { checkKind_142, openTarLayout_142, placesBehind_142 } from "./core.mjs";

// from-joined:src/layout/tar-members.ts
import { scanMembers_166 } from "./core.mjs";

export {
  checkKind_142,
  openTarLayout_142,
  placesBehind_142,
  scanMembers_166
};

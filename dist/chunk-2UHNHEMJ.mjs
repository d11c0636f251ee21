// from-joined:src/layout/tar-layout.ts
import { checkKind_139, openTarLayout_139, placesBehind_139 } from "./core.mjs";

// from-joined:src/layout/tar-members.ts
import { scanMembers_168 } from "./core.mjs";

export {
  checkKind_139,
  openTarLayout_139,
  placesBehind_139,
  scanMembers_168
};

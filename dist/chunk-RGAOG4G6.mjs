// from-joined:src/layout/tar-layout.ts
import { checkKind_141, openTarLayout_141, placesBehind_141 } from "./core.mjs";

// from-joined:src/layout/tar-members.ts
import { scanMembers_175 } from "./core.mjs";

export {
  checkKind_141,
  openTarLayout_141,
  placesBehind_141,
  scanMembers_175
};

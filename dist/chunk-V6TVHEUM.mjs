// from-joined:src/layout/open-layout.ts
import { damagedParts_142, differs_142, openLayout_142 } from "./core.mjs";

export {
  damagedParts_142,
  differs_142,
  openLayout_142
};

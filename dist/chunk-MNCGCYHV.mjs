// from-joined:src/layout/open-layout.ts
import { damagedParts_140, differs_140, openLayout_140 } from "./core.mjs";

export {
  damagedParts_140,
  differs_140,
  openLayout_140
};

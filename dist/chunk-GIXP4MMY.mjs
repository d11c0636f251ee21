// from-joined:src/layout/open-layout.ts
import { damagedParts_136, differs_136, openLayout_136 } from "./core.mjs";

export {
  damagedParts_136,
  differs_136,
  openLayout_136
};

// from-joined:src/layout/open-layout.ts
import { damagedParts_139, differs_139, openLayout_139 } from "./core.mjs";

export {
  damagedParts_139,
  differs_139,
  openLayout_139
};

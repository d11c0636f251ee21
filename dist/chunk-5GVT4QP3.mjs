// from-joined:src/layout/open-layout.ts
import { damagedParts_137, differs_137, openLayout_137 } from "./core.mjs";

export {
  damagedParts_137,
  differs_137,
  openLayout_137
};

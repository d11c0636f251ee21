// from-joined:src/archive/frames/frame-table.ts
import { checkFrameTable_140, tarSize_140 } from "./core.mjs";

export {
  checkFrameTable_140
};

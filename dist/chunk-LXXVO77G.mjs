// from-joined:src/archive/frames/frame-table.ts
import { checkFrameTable_141, tarSize_141 } from "./core.mjs";

export {
  checkFrameTable_141
};

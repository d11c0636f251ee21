// from-joined:src/archive/frames/frame-table.ts
import { checkFrameTable_146, tarSize_146 } from "./core.mjs";

export {
  checkFrameTable_146
};

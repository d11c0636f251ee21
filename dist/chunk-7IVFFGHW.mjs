// from-joined:src/archive/frames/frame-table.ts
import { checkFrameTable_143, tarSize_143 } from "./core.mjs";

export {
  checkFrameTable_143
};

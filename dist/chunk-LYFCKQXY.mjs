// from-joined:src/archive/frames/frame-table.ts
import { checkFrameTable_144, tarSize_144 } from "./core.mjs";

export {
  checkFrameTable_144
};

// from-joined:src/layout/read-layout.ts
import { nameList_173, readLayout_173, readWhole_173 } from "./core.mjs";

export {
  readLayout_173,
  readWhole_173
};

// from-joined:src/layout/read-layout.ts
import { nameList_163, readLayout_163, readWhole_163 } from "./core.mjs";

export {
  readLayout_163,
  readWhole_163
};

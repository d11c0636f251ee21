// from-joined:src/layout/read-layout.ts
import { nameList_164, readLayout_164, readWhole_164 } from "./core.mjs";

export {
  readLayout_164,
  readWhole_164
};

// from-joined:src/layout/read-layout.ts
import { nameList_166, readLayout_166, readWhole_166 } from "./core.mjs";

export {
  readLayout_166,
  readWhole_166
};

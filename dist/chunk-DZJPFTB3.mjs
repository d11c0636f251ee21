// from-joined:src/bundle/manifests-beside.ts
import { blobsBeside_87, inIndex_87, openBlobsBeside_87, orderBeside_87, readBeside_87, withIndex_87, writeBeside_87 } from "./core.mjs";

export {
  blobsBeside_87,
  inIndex_87,
  openBlobsBeside_87,
  orderBeside_87,
  readBeside_87,
  withIndex_87,
  writeBeside_87
};

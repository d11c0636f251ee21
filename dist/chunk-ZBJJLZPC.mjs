// from-joined:src/bundle/manifests-beside.ts
import { blobsBeside_90, inIndex_90, openBlobsBeside_90, orderBeside_90, readBeside_90, withIndex_90, writeBeside_90 } from "./core.mjs";

export {
  blobsBeside_90,
  inIndex_90,
  openBlobsBeside_90,
  orderBeside_90,
  readBeside_90,
  withIndex_90,
  writeBeside_90
};

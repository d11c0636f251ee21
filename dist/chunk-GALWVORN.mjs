// from-joined:src/bundle/manifests-beside.ts
import { blobsBeside_92, inIndex_92, openBlobsBeside_92, orderBeside_92, readBeside_92, withIndex_92, writeBeside_92 } from "./core.mjs";

export {
  blobsBeside_92,
  inIndex_92,
  openBlobsBeside_92,
  orderBeside_92,
  readBeside_92,
  withIndex_92,
  writeBeside_92
};

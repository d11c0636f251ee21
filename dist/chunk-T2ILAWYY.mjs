// from-joined:src/bundle/manifests-beside.ts
import { blobsBeside_86, inIndex_86, openBlobsBeside_86, orderBeside_86, readBeside_86, withIndex_86, writeBeside_86 } from "./core.mjs";

export {
  blobsBeside_86,
  inIndex_86,
  openBlobsBeside_86,
  orderBeside_86,
  readBeside_86,
  withIndex_86,
  writeBeside_86
};

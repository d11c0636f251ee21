// from-joined:src/oci/descriptor.ts
import { descriptorSchema_131, orderDescriptor_131, sameContent_131, sortKeys_131 } from "./core.mjs";

export {
  descriptorSchema_131,
  orderDescriptor_131,
  sameContent_131
};

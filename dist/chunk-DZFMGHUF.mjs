// from-joined:src/oci/descriptor.ts
import { descriptorSchema_134, orderDescriptor_134, sameContent_134, sortKeys_134 } from "./core.mjs";

export {
  descriptorSchema_134,
  orderDescriptor_134,
  sameContent_134
};

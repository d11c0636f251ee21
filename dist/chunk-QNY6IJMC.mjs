// from-joined:src/oci/descriptor.ts
import { descriptorSchema_137, orderDescriptor_137, sameContent_137, sortKeys_137 } from "./core.mjs";

export {
  descriptorSchema_137,
  orderDescriptor_137,
  sameContent_137
};

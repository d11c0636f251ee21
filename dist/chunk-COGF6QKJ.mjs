// from-joined:src/oci/descriptor.ts
import { descriptorSchema_132, orderDescriptor_132, sameContent_132, sortKeys_132 } from "./core.mjs";

export {
  descriptorSchema_132,
  orderDescriptor_132,
  sameContent_132
};

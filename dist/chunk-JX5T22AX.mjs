// from-joined:src/oci/descriptor.ts
import { descriptorSchema_135, orderDescriptor_135, sameContent_135, sortKeys_135 } from "./core.mjs";

export {
  descriptorSchema_135,
  orderDescriptor_135,
  sameContent_135
};

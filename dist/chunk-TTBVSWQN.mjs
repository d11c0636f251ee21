// from-joined:src/commands/import/bundle-layers.ts
import { contentOf_78, listedLayer_78, missingBytes_78, partToUnpack_78, spooledBytes_78 } from "./core.mjs";

export {
  listedLayer_78,
  spooledBytes_78
};

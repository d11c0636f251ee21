// from-joined:src/commands/import/bundle-layers.ts
import { contentOf_70, listedLayer_70, missingBytes_70, partToUnpack_70, spooledBytes_70 } from "./core.mjs";

export {
  listedLayer_70,
  spooledBytes_70
};

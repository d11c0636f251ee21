// from-joined:src/commands/import/bundle-layers.ts
import { contentOf_71, listedLayer_71, missingBytes_71, partToUnpack_71, spooledBytes_71 } from "./core.mjs";

export {
  listedLayer_71,
  spooledBytes_71
};

// from-joined:src/commands/import/bundle-layers.ts
import { blobsToRead_76, contentOf_76, inManifestOrder_76, listedLayer_76, missingBytes_76, spooledBytes_76 } from "./core.mjs";

export {
  blobsToRead_76,
  inManifestOrder_76,
  listedLayer_76,
  spooledBytes_76
};

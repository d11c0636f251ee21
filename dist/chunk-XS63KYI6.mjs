// from-joined:src/io/batches.ts
import { mapInBatches_48 } from "./core.mjs";

export {
  mapInBatches_48
};

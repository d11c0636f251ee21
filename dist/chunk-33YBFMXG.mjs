// from-joined:src/io/batches.ts
import { mapInBatches_56 } from "./core.mjs";

export {
  mapInBatches_56
};

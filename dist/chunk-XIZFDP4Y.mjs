// from-joined:src/io/batches.ts
import { mapInBatches_58 } from "./core.mjs";

export {
  mapInBatches_58
};

// from-joined:src/io/batches.ts
import { mapInBatches_49 } from "./core.mjs";

export {
  mapInBatches_49
};

// from-joined:src/commands/reading/read-bundle.ts
import { emptyLayers_26, readBundle_26, summarizeOpened_26 } from "./core.mjs";

export {
  emptyLayers_26,
  readBundle_26,
  summarizeOpened_26
};

// from-joined:src/commands/reading/read-bundle.ts
import { emptyLayers_28, readBundle_28, summarizeOpened_28 } from "./core.mjs";

export {
  emptyLayers_28,
  readBundle_28,
  summarizeOpened_28
};

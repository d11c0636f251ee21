// from-joined:src/commands/results/summarize-bundle.ts
import { packageName_70, summarizeBundle_70, summarizeDelta_70, summarizeLayers_70 } from "./core.mjs";

export {
  packageName_70,
  summarizeBundle_70,
  summarizeDelta_70,
  summarizeLayers_70
};

// from-joined:src/commands/results/summarize-bundle.ts
import { packageName_69, summarizeBundle_69, summarizeDelta_69, summarizeLayers_69 } from "./core.mjs";

export {
  packageName_69,
  summarizeBundle_69,
  summarizeDelta_69,
  summarizeLayers_69
};

// from-joined:src/commands/results/summarize-bundle.ts
import { packageName_75, summarizeBundle_75, summarizeDelta_75, summarizeLayers_75 } from "./core.mjs";

export {
  packageName_75,
  summarizeBundle_75,
  summarizeDelta_75,
  summarizeLayers_75
};

// from-joined:src/commands/results/summarize-bundle.ts
import { packageName_77, summarizeBundle_77, summarizeDelta_77, summarizeLayers_77 } from "./core.mjs";

export {
  packageName_77,
  summarizeBundle_77,
  summarizeDelta_77,
  summarizeLayers_77
};

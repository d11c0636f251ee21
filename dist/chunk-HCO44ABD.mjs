// from-joined:src/commands/import-bundle.ts
import { importAndSummarize_1, importBundle_1 } from "./core.mjs";

export {
  importAndSummarize_1,
  importBundle_1
};

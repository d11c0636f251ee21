// from-joined:src/commands/places/output-path.ts
import { checkReplaceable_139, fileNameOf_139, isDirectoryPath_139, outputPath_139 } from "./core.mjs";

export {
  checkReplaceable_139,
  fileNameOf_139,
  isDirectoryPath_139,
  outputPath_139
};

// from-joined:src/commands/places/output-path.ts
import { checkReplaceable_142, fileNameOf_142, isDirectoryPath_142, outputPath_142 } from "./core.mjs";

export {
  checkReplaceable_142,
  fileNameOf_142,
  isDirectoryPath_142,
  outputPath_142
};

// from-joined:src/commands/places/output-path.ts
import { checkReplaceable_140, fileNameOf_140, isDirectoryPath_140, outputPath_140 } from "./core.mjs";

export {
  checkReplaceable_140,
  fileNameOf_140,
  isDirectoryPath_140,
  outputPath_140
};

// from-joined:src/commands/places/output-path.ts
import { checkReplaceable_143, fileNameOf_143, isDirectoryPath_143, outputPath_143 } from "./core.mjs";

export {
  checkReplaceable_143,
  fileNameOf_143,
  isDirectoryPath_143,
  outputPath_143
};

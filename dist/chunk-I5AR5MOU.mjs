// from-joined:src/commands/places/output-path.ts
import { checkReplaceable_145, fileNameOf_145, isDirectoryPath_145, outputPath_145 } from "./core.mjs";

export {
  checkReplaceable_145,
  fileNameOf_145,
  isDirectoryPath_145,
  outputPath_145
};

// from-joined:src/io/read-regular-file.ts
import { readRegularFile_116 } from "./core.mjs";

export {
  readRegularFile_116
};

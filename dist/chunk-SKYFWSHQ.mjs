// from-joined:src/io/read-regular-file.ts
import { readRegularFile_110 } from "./core.mjs";

export {
  readRegularFile_110
};

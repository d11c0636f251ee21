// from-joined:src/io/read-regular-file.ts
import { readRegularFile_111 } from "./core.mjs";

export {
  readRegularFile_111
};

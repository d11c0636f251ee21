// from-joined:src/report/tables.ts
import { formatTable_32, shortenDigest_32 } from "./core.mjs";

export {
  formatTable_32,
  shortenDigest_32
};

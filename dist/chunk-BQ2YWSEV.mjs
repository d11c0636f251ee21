// from-joined:src/report/tables.ts
import { formatTable_30, shortenDigest_30 } from "./core.mjs";

export {
  formatTable_30,
  shortenDigest_30
};

// from-joined:src/report/wording.ts
import { WIDTH_32, countOf_32, formatFetched_32, wrap_32 } from "./core.mjs";

export {
  WIDTH_32,
  countOf_32,
  formatFetched_32,
  wrap_32
};

// from-joined:src/report/amounts-text.ts
import { PEAKS_30, formatAmounts_30, formatFetched_30 } from "./core.mjs";

export {
  PEAKS_30,
  formatAmounts_30,
  formatFetched_30
};

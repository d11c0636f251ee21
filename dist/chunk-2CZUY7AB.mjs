// from-joined:src/report/amounts-text.ts
import { PEAKS_28, formatAmounts_28, formatFetched_28 } from "./core.mjs";

export {
  PEAKS_28,
  formatAmounts_28,
  formatFetched_28
};

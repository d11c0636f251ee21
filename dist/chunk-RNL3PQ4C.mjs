// from-joined:src/report/disk-use-text.ts
import { PEAKS_29, formatDiskUse_29 } from "./core.mjs";

export {
  PEAKS_29,
  formatDiskUse_29
};

// from-joined:src/report/bundle-lines.ts
import { formatDigest_28, formatPackages_28 } from "./core.mjs";

export {
  formatDigest_28,
  formatPackages_28
};

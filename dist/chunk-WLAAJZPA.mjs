// from-joined:src/report/bundle-lines.ts
import { formatDigest_31, formatPackages_31 } from "./core.mjs";

export {
  formatDigest_31,
  formatPackages_31
};

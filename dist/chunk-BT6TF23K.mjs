// from-joined:src/report/bundle-lines.ts
import { formatDigest_29, formatPackages_29 } from "./core.mjs";

export {
  formatDigest_29,
  formatPackages_29
};

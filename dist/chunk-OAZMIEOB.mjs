// from-joined:src/report/trust-text.ts
import { KINDS_31, formatClaims_31, formatTrust_31 } from "./core.mjs";

export {
  KINDS_31,
  formatClaims_31,
  formatTrust_31
};

// from-joined:src/report/trust-text.ts
import { KINDS_33, formatClaims_33, formatTrust_33 } from "./core.mjs";

export {
  KINDS_33,
  formatClaims_33,
  formatTrust_33
};

import "./chunk-4XS24JEZ.mjs";

// from-joined:src/report/import-text.ts
import { formatImport_2 } from "./core.mjs";
export {
  formatImport_2 as formatImport
};

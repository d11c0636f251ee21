// from-joined:src/commands/ocx/launcher-warnings.ts
import { warnOfEnvironment_77, warnOfExport_77, warnOfImport_77 } from "./core.mjs";

export {
  warnOfEnvironment_77,
  warnOfExport_77
};

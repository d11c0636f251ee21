// from-joined:src/commands/ocx/launcher-warnings.ts
import { warnOfEnvironment_76, warnOfExport_76, warnOfImport_76 } from "./core.mjs";

export {
  warnOfEnvironment_76,
  warnOfExport_76
};

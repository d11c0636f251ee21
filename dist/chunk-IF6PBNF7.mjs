// from-joined:src/commands/ocx/launcher-warnings.ts
import { warnOfEnvironment_80, warnOfExport_80, warnOfImport_80 } from "./core.mjs";

export {
  warnOfEnvironment_80,
  warnOfExport_80
};

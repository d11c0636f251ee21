// from-joined:src/commands/ocx/launcher-warnings.ts
import { warnOfEnvironment_82, warnOfExport_82, warnOfImport_82 } from "./core.mjs";

export {
  warnOfEnvironment_82,
  warnOfExport_82
};

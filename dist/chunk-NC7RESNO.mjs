// from-joined:src/commands/ocx/ocx-package.ts
import { OCX_21, OCX_BINARIES_21, bringsOcx_21, hasEntryPoints_21, isCompanion_21, offlineVariables_21, withCompanion_21 } from "./core.mjs";

export {
  OCX_21,
  OCX_BINARIES_21,
  bringsOcx_21,
  hasEntryPoints_21,
  offlineVariables_21,
  withCompanion_21
};

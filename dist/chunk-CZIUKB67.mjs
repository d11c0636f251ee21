// from-joined:src/commands/ocx/ocx-package.ts
import { OCX_19, OCX_BINARIES_19, bringsOcx_19, hasEntryPoints_19, isCompanion_19, offlineVariables_19, withCompanion_19 } from "./core.mjs";

export {
  OCX_19,
  OCX_BINARIES_19,
  bringsOcx_19,
  hasEntryPoints_19,
  offlineVariables_19,
  withCompanion_19
};

// from-joined:src/home/environment/read-environment.ts
import { composeWhole_72, readEnvironment_72 } from "./core.mjs";

// from-joined:src/commands/ocx/brought-ocx.ts
import { broughtOcx_75 } from "./core.mjs";

// from-joined:src/commands/ocx/environment-roots.ts
import { environmentRoots_73, pinnedIdentifier_73, projectEntries_73 } from "./core.mjs";

export {
  composeWhole_72,
  readEnvironment_72,
  broughtOcx_75,
  environmentRoots_73,
  pinnedIdentifier_73,
  projectEntries_73
};

// from-joined:src/home/environment/read-environment.ts
import { composeWhole_73, readEnvironment_73 } from "./core.mjs";

// from-joined:src/commands/ocx/brought-ocx.ts
import { broughtOcx_76 } from "./core.mjs";

// from-joined:src/commands/ocx/environment-roots.ts
import { environmentRoots_74, lookedUp_74, pinnedIdentifier_74, projectEntries_74 } from "./core.mjs";

export {
  composeWhole_73,
  readEnvironment_73,
  broughtOcx_76,
  environmentRoots_74,
  lookedUp_74,
  pinnedIdentifier_74,
  projectEntries_74
};

// from-joined:src/home/environment/read-environment.ts
import { composeWhole_9, readEnvironment_9 } from "./core.mjs";

// from-joined:src/commands/ocx/brought-ocx.ts
import { broughtOcx_81 } from "./core.mjs";

// from-joined:src/commands/ocx/environment-roots.ts
import { environmentRoots_79, pinnedIdentifier_79, projectEntries_79 } from "./core.mjs";

export {
  composeWhole_9,
  readEnvironment_9,
  broughtOcx_81,
  environmentRoots_79,
  pinnedIdentifier_79,
  projectEntries_79
};

// from-joined:src/home/environment/read-environment.ts
import { composeWhole_9, readEnvironment_9 } from "./core.mjs";

// from-joined:src/commands/ocx/brought-ocx.ts
import { broughtOcx_79 } from "./core.mjs";

// from-joined:src/commands/ocx/environment-roots.ts
import { environmentRoots_77, pinnedIdentifier_77, projectEntries_77 } from "./core.mjs";

export {
  composeWhole_9,
  readEnvironment_9,
  broughtOcx_79,
  environmentRoots_77,
  pinnedIdentifier_77,
  projectEntries_77
};

// from-joined:src/commands/places/user-path.ts
import { expandTilde_40, findUserHome_40, temporaryDirectory_40, userPath_40 } from "./core.mjs";

export {
  expandTilde_40,
  findUserHome_40,
  temporaryDirectory_40,
  userPath_40
};

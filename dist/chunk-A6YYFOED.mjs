// from-joined:src/commands/places/user-path.ts
import { expandTilde_38, findUserHome_38, findWorkingDirectory_38, hasLostBytes_38, temporaryDirectory_38, userPath_38 } from "./core.mjs";

export {
  expandTilde_38,
  findUserHome_38,
  findWorkingDirectory_38,
  temporaryDirectory_38,
  userPath_38
};

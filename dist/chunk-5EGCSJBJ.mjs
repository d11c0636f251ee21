// from-joined:src/commands/ocx/ocx-on-path.ts
import { findOnPath_81, findOwnOcx_81, findsOcx_81, withOwnOcx_81 } from "./core.mjs";

export {
  findOnPath_81,
  withOwnOcx_81
};

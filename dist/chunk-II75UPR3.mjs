// from-joined:src/commands/ocx/ocx-on-path.ts
import { findOnPath_78, findOwnOcx_78, findsOcx_78, withOwnOcx_78 } from "./core.mjs";

export {
  findOnPath_78,
  withOwnOcx_78
};

// from-joined:src/commands/ocx/ocx-on-path.ts
import { findOnPath_83, findOwnOcx_83, findsOcx_83, withOwnOcx_83 } from "./core.mjs";

export {
  findOnPath_83,
  withOwnOcx_83
};

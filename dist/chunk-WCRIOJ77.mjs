// from-joined:src/commands/ocx/ocx-on-path.ts
import { findOnPath_77, findOwnOcx_77, findsOcx_77, withOwnOcx_77 } from "./core.mjs";

export {
  findOnPath_77,
  withOwnOcx_77
};

// from-joined:src/commands/places/open-input.ts
import { openInput_81 } from "./core.mjs";

export {
  openInput_81
};

// from-joined:src/commands/places/open-input.ts
import { openInput_80 } from "./core.mjs";

export {
  openInput_80
};

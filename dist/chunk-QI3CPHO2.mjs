// from-joined:src/commands/places/open-input.ts
import { openInput_86 } from "./core.mjs";

export {
  openInput_86
};

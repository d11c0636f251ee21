// from-joined:src/commands/places/open-input.ts
import { openInput_84 } from "./core.mjs";

export {
  openInput_84
};

// from-joined:src/commands/places/home-path.ts
import { homePath_22, indexPath_22 } from "./core.mjs";

export {
  homePath_22,
  indexPath_22
};

// from-joined:src/commands/places/home-path.ts
import { homePath_20, indexPath_20 } from "./core.mjs";

export {
  homePath_20,
  indexPath_20
};

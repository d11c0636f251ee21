// from-joined:src/home/plan/exists-after.ts
import { existsAfter_12 } from "./core.mjs";

export {
  existsAfter_12
};

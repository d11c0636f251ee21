// from-joined:src/home/plan/exists-after.ts
import { existsAfter_10 } from "./core.mjs";

export {
  existsAfter_10
};

// from-joined:src/home/closure/deferred-installs.ts
import { DEFERRED_HINT_127, isDeferred_127 } from "./core.mjs";

export {
  DEFERRED_HINT_127,
  isDeferred_127
};

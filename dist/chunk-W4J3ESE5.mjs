// from-joined:src/home/closure/deferred-installs.ts
import { DEFERRED_HINT_129, isDeferred_129 } from "./core.mjs";

export {
  DEFERRED_HINT_129,
  isDeferred_129
};

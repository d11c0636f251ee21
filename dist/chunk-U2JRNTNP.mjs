// from-joined:src/home/closure/shims.ts
import { DEFERRED_HINT_44, isDeferred_44 } from "./core.mjs";

export {
  DEFERRED_HINT_44,
  isDeferred_44
};

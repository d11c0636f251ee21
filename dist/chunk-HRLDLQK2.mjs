// from-joined:src/home/closure/deferred-installs.ts
import { DEFERRED_HINT_44, isDeferred_44 } from "./core.mjs";

export {
  DEFERRED_HINT_44,
  isDeferred_44
};

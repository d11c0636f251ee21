// from-joined:src/home/closure/deferred-installs.ts
import { DEFERRED_HINT_46, isDeferred_46 } from "./core.mjs";

export {
  DEFERRED_HINT_46,
  isDeferred_46
};

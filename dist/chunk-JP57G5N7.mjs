// from-joined:src/home/closure/deferred-installs.ts
import { DEFERRED_HINT_126, isDeferred_126 } from "./core.mjs";

export {
  DEFERRED_HINT_126,
  isDeferred_126
};

// from-joined:src/commands/reading/open-pinned.ts
import { openPinned_25, openPinnedWhole_25 } from "./core.mjs";

export {
  openPinned_25,
  openPinnedWhole_25
};

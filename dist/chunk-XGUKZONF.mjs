// from-joined:src/commands/reading/open-pinned.ts
import { openPinned_27, openPinnedWhole_27 } from "./core.mjs";

export {
  openPinned_27,
  openPinnedWhole_27
};

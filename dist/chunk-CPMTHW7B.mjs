// from-joined:src/home/host/wanted-platform.ts
import { platformToChoose_9, wantedPlatform_9 } from "./core.mjs";

export {
  platformToChoose_9,
  wantedPlatform_9
};

// from-joined:src/home/host/wanted-platform.ts
import { platformToChoose_11, wantedPlatform_11 } from "./core.mjs";

export {
  platformToChoose_11,
  wantedPlatform_11
};

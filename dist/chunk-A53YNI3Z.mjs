import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  hostPlatform
} from "./chunk-M7SIO7OB.mjs";
import {
  parsePlatform
} from "./chunk-MQGKUEUU.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/home/host/wanted-platform.ts
async function wantedPlatform(asked) {
  return asked === void 0 ? hostPlatform() : parsePlatform(asked);
}
async function platformToChoose(asked) {
  try {
    return await wantedPlatform(asked);
  } catch (error) {
    if (error instanceof BundleError && error.code === "SYSTEM_UNSUPPORTED") return void 0;
    throw error;
  }
}

export {
  wantedPlatform,
  platformToChoose
};

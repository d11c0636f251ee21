import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  STAGING_STORE
} from "./chunk-T5UKA76H.mjs";
import {
  OWN_FOLDER
} from "./chunk-HAWTYSNO.mjs";

// src/home/target/staging-folders.ts
import { existsSync } from "node:fs";
var STAGING = `${OWN_FOLDER}/staging`;
var STAGING_FOLDERS = [STAGING, `${STAGING_STORE}/${STAGING}`];
function hasStaging(home) {
  return STAGING_FOLDERS.some((folder) => existsSync(`${home}/${folder}`));
}

export {
  STAGING,
  STAGING_FOLDERS,
  hasStaging
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openStaging
} from "./chunk-ZCSAVCHB.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/io/partial.ts
var FOLDER = ".ocx-bundle-part";
async function openPartial(directory) {
  if ((await lookAt(directory))?.isDirectory() !== true) {
    const hint = `Create it with \`mkdir -p ${directory}\`.`;
    throw new BundleError("FILE_NOT_FOUND", `Cannot write into ${directory}: the directory does not exist`, { hint });
  }
  const staging = await openStaging({ root: directory, folder: FOLDER });
  return { path: staging.tree.name, [Symbol.asyncDispose]: () => staging[Symbol.asyncDispose]() };
}

export {
  openPartial
};

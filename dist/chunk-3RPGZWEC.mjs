import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openStaging
} from "./chunk-SQIKTAGF.mjs";
import {
  lookAt
} from "./chunk-Z3Y5652F.mjs";
import {
  BundleError
} from "./chunk-G225MUBA.mjs";

// src/io/partial.ts
var FOLDER = ".ocx-bundle-part";
async function openPartial(directory) {
  if ((await lookAt(directory))?.isDirectory() !== true) {
    const hint = `Make it first, with \`mkdir -p ${directory}\`.`;
    throw new BundleError("FILE_NOT_FOUND", `Cannot write into ${directory}: there is no such directory`, { hint });
  }
  const staging = await openStaging({ root: directory, folder: FOLDER });
  return { path: staging.tree.name, [Symbol.asyncDispose]: () => staging[Symbol.asyncDispose]() };
}

export {
  openPartial
};

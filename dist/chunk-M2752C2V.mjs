import {
  openStaging
} from "./chunk-7ARVWGDR.mjs";
import {
  lookAt
} from "./chunk-2GKCAWFE.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

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

import {
  openStaging
} from "./chunk-7J76XCFF.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/io/partial.ts
var FOLDER = ".ocx-bundle-part";
async function openPartial(directory) {
  if ((await lookAt(directory))?.isDirectory() !== true) {
    const hint = `Create it with \`mkdir -p ${directory}\`.`;
    throw new BundleError("FILE_NOT_FOUND", `Cannot write into ${directory}: the directory does not exist`, { hint });
  }
  const staging = await openStaging({ root: directory, folder: `${FOLDER}-${process.geteuid?.() ?? 0}` });
  return { path: staging.tree.name, [Symbol.asyncDispose]: () => staging[Symbol.asyncDispose]() };
}

export {
  openPartial
};

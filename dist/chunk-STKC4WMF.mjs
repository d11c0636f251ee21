import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  OCX_BINARIES,
  isCompanion
} from "./chunk-ZSXBQEIY.mjs";
import {
  executableDirectory
} from "./chunk-QLOZH3D7.mjs";
import {
  packagePath
} from "./chunk-AEVPCI5I.mjs";

// src/commands/brought-ocx.ts
function broughtOcx(roots, { ocx }) {
  const directories = [
    ...roots.filter(isCompanion).map(({ registry, leaf }) => `${packagePath(registry, leaf)}/${OCX_BINARIES}`),
    ...ocx === void 0 ? [] : [executableDirectory(ocx.digest)]
  ];
  return directories.length === 0 ? void 0 : { directories };
}

export {
  broughtOcx
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  OCX_BINARIES,
  isCompanion
} from "./chunk-UI5H3SEU.mjs";
import {
  executableDirectory
} from "./chunk-ZWGKOM4T.mjs";
import {
  packagePath
} from "./chunk-FDJWJL6G.mjs";

// src/commands/ocx/brought-ocx.ts
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

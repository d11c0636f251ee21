import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  hostPlatform,
  parsePlatform
} from "./chunk-TSMA2OKH.mjs";
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";

// src/commands/home-path.ts
import { isAbsolute, join, resolve } from "node:path";
function homePath(asked, { variables, userHome, directory }) {
  const given = asked || variables["OCX_HOME"];
  if (!given && !isAbsolute(userHome)) {
    throw new BundleError("HOME_INVALID", "Cannot find the home: neither OCX_HOME nor HOME is an absolute path", {
      hint: "Set `home` or OCX_HOME."
    });
  }
  const path = given || join(userHome, ".ocx");
  if (isAbsolute(path)) return path.replace(/(?<=.)\/+$/u, "");
  const name = asked ? "home" : "the home in OCX_HOME,";
  throw new BundleError("HOME_INVALID", `Cannot use ${name} "${path}": it is relative, expected an absolute path`, {
    hint: `Write ${resolve(directory, path)}, if that is what is meant.`
  });
}

// src/commands/wanted-platform.ts
async function wantedPlatform(asked) {
  return asked === void 0 ? hostPlatform() : parsePlatform(asked);
}

export {
  homePath,
  wantedPlatform
};

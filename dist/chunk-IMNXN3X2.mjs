import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  expandTilde,
  userPath
} from "./chunk-MIBTUUXS.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/places/home-path.ts
import { isAbsolute, join } from "node:path";
function homePath(asked, { variables, userHome, directory }) {
  const given = asked && expandTilde(asked, { userHome }) || variables["OCX_HOME"];
  if (!given && !isAbsolute(userHome)) {
    throw new BundleError("HOME_INVALID", "Cannot find the home: neither OCX_HOME nor HOME is an absolute path", {
      hint: "Set `home` or OCX_HOME."
    });
  }
  const path = given || join(userHome, ".ocx");
  if (isAbsolute(path)) return path.replace(/(?<=.)\/+$/u, "");
  const name = asked ? "home" : "the home in OCX_HOME,";
  throw new BundleError("HOME_INVALID", `Cannot use ${name} "${path}": it is relative, expected an absolute path`, {
    hint: `Write ${userPath(path, { directory, userHome })} if you mean that directory.`
  });
}

export {
  homePath
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  errnoOf
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/places/user-path.ts
import { homedir, tmpdir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
function findUserHome() {
  try {
    return homedir();
  } catch (error) {
    if (errnoOf(error) === void 0) throw error;
    return "";
  }
}
function temporaryDirectory() {
  return resolve(tmpdir());
}
function userPath(path, context) {
  return resolve(context.directory, expandTilde(path, context));
}
function expandTilde(path, { userHome }) {
  if (path !== "~" && !path.startsWith("~/")) return path;
  if (isAbsolute(userHome)) return join(userHome, path.slice(1));
  throw new BundleError("OPTION_INVALID", `Cannot use path ${path}: HOME is not an absolute path`, {
    hint: "Write the absolute path."
  });
}

export {
  findUserHome,
  temporaryDirectory,
  userPath,
  expandTilde
};

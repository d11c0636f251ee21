import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isAbsent
} from "./chunk-EQADGZVT.mjs";
import {
  expandTilde,
  userPath
} from "./chunk-BFFDGZUO.mjs";
import {
  fromSystemError
} from "./chunk-JBU255CI.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";

// src/home/model/open-home.ts
import { readdir, readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
var OWN_NAMES = [
  "blobs",
  "index",
  "layers",
  "packages",
  "symlinks",
  "config.toml",
  "locks",
  "projects",
  "state",
  "temp",
  ".ocx-bundle"
];
async function openHome(path) {
  if (!isAbsolute(path))
    throw new BundleError("HOME_INVALID", `Cannot use home "${path}": it is relative, expected an absolute path`);
  const home = path.replace(/(?<=.)\/+$/u, "");
  const names = await entriesOf(home);
  if (names.has("objects") && !names.has("blobs") && !names.has("packages")) {
    throw new BundleError("HOME_UNSUPPORTED", `Cannot use home ${home}: it has the layout of OCX 0.2 or older`);
  }
  if (names.size > 0 && !OWN_NAMES.some((name) => names.has(name))) {
    const hint = names.has(".ocx") ? { hint: `Did you mean ${join(home, ".ocx")}?` } : {};
    throw new BundleError("HOME_NOT_FOUND", `Cannot find a home in ${home}: it has no files of OCX`, hint);
  }
  return { path: home, read: (relative) => readDocument(home, relative) };
}
async function readDocument(home, relative) {
  const path = join(home, relative);
  try {
    return await readFile(path);
  } catch (error) {
    if (isAbsent(error)) return void 0;
    throw fromHomeError(error, { doing: `read ${path}`, path: relative });
  }
}
function fromHomeError(error, { doing, path }) {
  const failure = fromSystemError(error, doing);
  if (!(failure instanceof BundleError) || failure.code !== "PERMISSION_DENIED") return failure;
  if (!/^(?:blobs|index)\//u.test(path)) return failure;
  const hint = "OCX makes blobs/ and index/ for the owner of the home alone. As the owner, import with `--shared` (`shared: true` of the action).";
  return new BundleError(failure.code, failure.message, { cause: failure.cause, hint });
}
async function entriesOf(home) {
  try {
    return new Set(await readdir(home));
  } catch (error) {
    if (isAbsent(error))
      throw new BundleError("HOME_NOT_FOUND", `Cannot find home ${home}: the directory does not exist`);
    throw fromSystemError(error, `read home ${home}`);
  }
}

// src/commands/home-path.ts
import { isAbsolute as isAbsolute2, join as join2 } from "node:path";
function homePath(asked, { variables, userHome, directory }) {
  const given = asked && expandTilde(asked, { userHome }) || variables["OCX_HOME"];
  if (!given && !isAbsolute2(userHome)) {
    throw new BundleError("HOME_INVALID", "Cannot find the home: neither OCX_HOME nor HOME is an absolute path", {
      hint: "Set `home` or OCX_HOME."
    });
  }
  const path = given || join2(userHome, ".ocx");
  if (isAbsolute2(path)) return path.replace(/(?<=.)\/+$/u, "");
  const name = asked ? "home" : "the home in OCX_HOME,";
  throw new BundleError("HOME_INVALID", `Cannot use ${name} "${path}": it is relative, expected an absolute path`, {
    hint: `Write ${userPath(path, { directory, userHome })} if you mean that directory.`
  });
}

export {
  openHome,
  fromHomeError,
  homePath
};

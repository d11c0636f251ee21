import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  OWN_FOLDER
} from "./chunk-HAWTYSNO.mjs";
import {
  inHome
} from "./chunk-K7OIXQE2.mjs";
import {
  errnoOf
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/home/target/mounts.ts
import { randomUUID } from "node:crypto";
import { existsSync, renameSync } from "node:fs";
var STORES = ["blobs", "layers", "packages", "symlinks", "index", "projects", "temp"];
var TREE_STORES = ["layers", "packages", "temp"];
var STAGING_STORE = "layers";
function storeOfTrees(home) {
  const places = TREE_STORES.map((store) => inHome(home, store)).map((path) => existsSync(path) ? path : home);
  if (!places.some((place) => isElsewhere(home, place))) return void 0;
  const [first = home] = places;
  const apart = places.findIndex((place) => isElsewhere(first, place));
  if (apart === -1) return STAGING_STORE;
  const hint = `OCX renames and makes hard links between ${TREE_STORES.join("/, ")}/. Make all three links to directories of one disk, or none.`;
  const found = `${inHome(home, STAGING_STORE)} and ${inHome(home, TREE_STORES[apart] ?? "")} are on different file systems or mounts`;
  throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${found}`, { hint });
}
function checkMounts(home, folders) {
  const trees = storeOfTrees(home);
  for (const folder of /* @__PURE__ */ new Set([...STORES, OWN_FOLDER, ...folders])) {
    const path = inHome(home, folder);
    const [store = ""] = folder.split("/");
    const staging = trees !== void 0 && TREE_STORES.includes(store) ? inHome(home, trees) : home;
    const number = trialRename(staging, path);
    if (number === "EXDEV") {
      const hint = "Move the whole home to one file system, with no mount inside it.";
      const found = `${path} is on another file system, or mounted by itself`;
      throw new BundleError("HOME_INVALID", `Cannot use home ${home}: ${found}`, { hint });
    }
    if (number === "EROFS") {
      throw new BundleError("PERMISSION_DENIED", `Cannot write to ${path}: the file system is read-only`);
    }
  }
}
function isElsewhere(from, to) {
  return trialRename(from, to) === "EXDEV";
}
function trialRename(from, to) {
  const name = randomUUID();
  try {
    renameSync(`${from}/${name}`, `${to}/${name}`);
    return void 0;
  } catch (error) {
    return errnoOf(error);
  }
}

export {
  STORES,
  STAGING_STORE,
  storeOfTrees,
  checkMounts
};

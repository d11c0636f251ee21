import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  REF_NAME,
  STORE_NAME,
  STORE_TAG
} from "./chunk-L7XR4U4C.mjs";
import {
  DEFAULT_TAG,
  isRepositoryName,
  isTagName
} from "./chunk-RVXH5BSX.mjs";

// src/oci/root-name.ts
import { basename } from "node:path";
function readRootName({ annotations = {} }) {
  const own = annotations[STORE_NAME];
  const name = own ?? annotations[REF_NAME];
  if (name === void 0) return void 0;
  const colon = own === void 0 ? name.lastIndexOf(":") : -1;
  const repository = (colon === -1 ? name : name.slice(0, colon)).toLowerCase();
  const after = colon === -1 ? DEFAULT_TAG : name.slice(colon + 1);
  const tag = own === void 0 ? after : annotations[STORE_TAG];
  if (!isRepositoryName(repository) || tag !== void 0 && !isTagName(tag)) return void 0;
  return { repository, ...tag !== void 0 && { tag } };
}
function repositoryOfPlace(place) {
  const stem = basename(place).toLowerCase().replace(/(\.tar)?(\.parts\.json)?$/, "");
  const name = stem.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
  return name === "" ? "bundle" : name;
}

export {
  readRootName,
  repositoryOfPlace
};

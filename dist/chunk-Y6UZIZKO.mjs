import {
  REF_NAME_139,
  STORE_NAME_139,
  STORE_TAG_139
} from "./chunk-OYT7DEZK.mjs";
import {
  DEFAULT_TAG_129,
  isRepositoryName_129,
  isTagName_129
} from "./chunk-2ISNQVE2.mjs";

// src/oci/root-name.ts
import { basename } from "node:path";
function readRootName({ annotations = {} }) {
  const own = annotations[STORE_NAME_139];
  const name = own ?? annotations[REF_NAME_139];
  if (name === void 0) return void 0;
  const colon = own === void 0 ? name.lastIndexOf(":") : -1;
  const repository = (colon === -1 ? name : name.slice(0, colon)).toLowerCase();
  const after = colon === -1 ? DEFAULT_TAG_129 : name.slice(colon + 1);
  const tag = own === void 0 ? after : annotations[STORE_TAG_139];
  if (!isRepositoryName_129(repository) || tag !== void 0 && !isTagName_129(tag)) return void 0;
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

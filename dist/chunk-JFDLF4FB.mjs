import {
  REF_NAME_134,
  STORE_NAME_134,
  STORE_TAG_134
} from "./chunk-OO2FR422.mjs";
import {
  DEFAULT_TAG_118,
  isRepositoryName_118,
  isTagName_118
} from "./chunk-TUC4HGQ4.mjs";

// src/oci/root-name.ts
import { basename } from "node:path";
function readRootName({ annotations = {} }) {
  const own = annotations[STORE_NAME_134];
  const name = own ?? annotations[REF_NAME_134];
  if (name === void 0) return void 0;
  const colon = own === void 0 ? name.lastIndexOf(":") : -1;
  const repository = (colon === -1 ? name : name.slice(0, colon)).toLowerCase();
  const after = colon === -1 ? DEFAULT_TAG_118 : name.slice(colon + 1);
  const tag = own === void 0 ? after : annotations[STORE_TAG_134];
  if (!isRepositoryName_118(repository) || tag !== void 0 && !isTagName_118(tag)) return void 0;
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

import {
  REF_NAME_136,
  STORE_NAME_136,
  STORE_TAG_136
} from "./chunk-PN52QW44.mjs";
import {
  DEFAULT_TAG_119,
  isRepositoryName_119,
  isTagName_119
} from "./chunk-HNLNHLU6.mjs";

// src/oci/root-name.ts
import { basename } from "node:path";
function readRootName({ annotations = {} }) {
  const own = annotations[STORE_NAME_136];
  const name = own ?? annotations[REF_NAME_136];
  if (name === void 0) return void 0;
  const colon = own === void 0 ? name.lastIndexOf(":") : -1;
  const repository = (colon === -1 ? name : name.slice(0, colon)).toLowerCase();
  const after = colon === -1 ? DEFAULT_TAG_119 : name.slice(colon + 1);
  const tag = own === void 0 ? after : annotations[STORE_TAG_136];
  if (!isRepositoryName_119(repository) || tag !== void 0 && !isTagName_119(tag)) return void 0;
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

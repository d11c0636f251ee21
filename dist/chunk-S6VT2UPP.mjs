import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  DEFAULT_TAG,
  isRepositoryName,
  isTagName
} from "./chunk-RVXH5BSX.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/places/entry-name.ts
function findEntryName(text) {
  const [, name = "", tag = DEFAULT_TAG] = /^([^:]*)(?::(.*))?$/.exec(text) ?? [];
  const repository = name.toLowerCase();
  return isRepositoryName(repository) && isTagName(tag) ? { repository, tag } : void 0;
}
function parseEntryName(text) {
  const name = findEntryName(text);
  if (name !== void 0) return name;
  throw new BundleError("OPTION_INVALID", `Cannot add the bundle as "${text}": that is not a name and a tag`, {
    hint: "Set `--as` to a name of letters and digits, with single dots, dashes, underscores and slashes between them."
  });
}

export {
  findEntryName,
  parseEntryName
};

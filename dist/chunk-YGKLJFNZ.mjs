import {
  errnoOf,
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/io/file-to-replace.ts
import { realpath, stat } from "node:fs/promises";
import { join } from "node:path";
async function fileToReplace(target, doing) {
  const there = await stat(target).catch((error) => {
    if (errnoOf(error) !== "ENOENT") throw fromSystemError(error, doing);
  });
  if (there === void 0) return target;
  if (there.isFile()) return await realpath(target);
  const found = there.isDirectory() ? "it is a directory" : "it is not a regular file";
  throw new BundleError("OPTION_INVALID", `Cannot ${doing}: ${found}, expected a file`, {
    hint: there.isDirectory() ? `Name a file in it: ${join(target, "NAME")}.` : "Name a file."
  });
}

export {
  fileToReplace
};

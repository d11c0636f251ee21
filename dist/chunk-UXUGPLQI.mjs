import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  BundleError
} from "./chunk-7XDTQEKM.mjs";

// src/io/failure.ts
import { getSystemErrorMessage } from "node:util";
var MEANING = {
  ENOENT: ["FILE_NOT_FOUND", "it does not exist"],
  ENOTDIR: ["IO_FAILED", "a part of its path is not a directory"],
  EACCES: ["PERMISSION_DENIED", "permission denied"],
  EPERM: ["PERMISSION_DENIED", "operation not permitted"],
  EROFS: ["PERMISSION_DENIED", "the file system is read-only"],
  ENOSPC: ["DISK_FULL", "no space is left on the disk"],
  EDQUOT: ["DISK_FULL", "the disk quota is exceeded"]
};
function asFailure(error, doing) {
  if (error instanceof BundleError) return error;
  const number = errnoOf(error);
  if (number === void 0) return error instanceof Error ? error : new Error(String(error));
  const [code, words] = MEANING[number] ?? ["IO_FAILED", wordsOf(error, number)];
  return new BundleError(code, `Cannot ${doing}: ${words}`, { cause: error });
}
function wordsOf(error, number) {
  if (!(error instanceof Error) || !("errno" in error) || typeof error.errno !== "number") return number;
  return `${getSystemErrorMessage(error.errno)} (${number})`;
}
function errnoOf(error) {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return void 0;
  return typeof error.code === "string" ? error.code : void 0;
}

export {
  asFailure,
  errnoOf
};

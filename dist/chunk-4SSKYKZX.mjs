import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/io/system-error.ts
import { readlinkSync } from "node:fs";
import { getSystemErrorMessage } from "node:util";
var MEANING = {
  ENOENT: ["FILE_NOT_FOUND", "it does not exist"],
  ENOTDIR: ["IO_FAILED", "a part of its path is not a directory"],
  EACCES: ["PERMISSION_DENIED", "permission denied"],
  EPERM: ["PERMISSION_DENIED", "operation not permitted"],
  EROFS: ["PERMISSION_DENIED", "the file system is read-only", "Mount it writable, or choose another path."],
  ENOSPC: ["DISK_FULL", "no space is left on the disk"],
  EDQUOT: ["DISK_FULL", "the disk quota is exceeded"],
  EFBIG: [
    "IO_FAILED",
    "the file system holds no file of this size",
    "Write it in parts: `export --split fat32`, or `split --size fat32` for an existing file."
  ],
  ENAMETOOLONG: [
    "IO_FAILED",
    "its name or path is too long for this file system",
    "Choose a shorter path, or a file system with names of 255 bytes."
  ],
  ESTALE: ["IO_FAILED", "the network file system has lost it (ESTALE)"],
  EUCLEAN: ["IO_FAILED", "the file system is damaged (EUCLEAN)"],
  ENOLCK: ["IO_FAILED", "the file system has no locks left (ENOLCK)"],
  ENOKEY: ["PERMISSION_DENIED", "it is encrypted and its key is missing (ENOKEY)"]
};
var NAMELESS = /* @__PURE__ */ new Map([
  [-37, "ENOLCK"],
  [-116, "ESTALE"],
  [-117, "EUCLEAN"],
  [-122, "EDQUOT"],
  [-126, "ENOKEY"]
]);
function fromSystemError(error, doing) {
  if (error instanceof BundleError) return error;
  const number = errnoOf(error);
  if (number === void 0) return error instanceof Error ? error : new Error(String(error));
  const [code, words, hint] = MEANING[number] ?? ["IO_FAILED", wordsOf(error, number)];
  const options = { cause: error, ...hint !== void 0 && { hint } };
  const { call, path } = callOf(error);
  if (doing === void 0) return new BundleError(code, `Cannot ${call}: ${words}`, options);
  const told = nameDescriptors(doing);
  const where = path === void 0 || told.includes(path) ? "" : ` (${call})`;
  return new BundleError(code, `Cannot ${told}: ${words}${where}`, options);
}
function callOf(error) {
  const { syscall, path, dest } = Object(error);
  const [given] = [dest, path].filter((each) => typeof each === "string");
  const named = given === void 0 ? void 0 : nameDescriptors(given);
  return { call: [syscall, named].filter((word) => typeof word === "string").join(" "), path: named };
}
function nameDescriptors(text) {
  return text.replaceAll(/\/proc\/self\/fd\/\d+(?=\/)/g, (descriptor) => {
    try {
      return readlinkSync(descriptor);
    } catch {
      return descriptor;
    }
  });
}
function wordsOf(error, number) {
  if (!(error instanceof Error) || !("errno" in error) || typeof error.errno !== "number") return number;
  return `${getSystemErrorMessage(-Math.abs(error.errno))} (${number})`;
}
function errnoOf(error) {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return void 0;
  const nameless = "errno" in error ? NAMELESS.get(error.errno) : void 0;
  return nameless ?? (typeof error.code === "string" ? error.code : void 0);
}

export {
  fromSystemError,
  nameDescriptors,
  errnoOf
};

import {
  openPartial
} from "./chunk-M2752C2V.mjs";
import {
  fromSystemError
} from "./chunk-4QBOVGT3.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/io/write-whole.ts
import { rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
async function writeWhole(path, bytes) {
  try {
    var _stack = [];
    try {
      const staging = __using(_stack, await openPartial(dirname(path)), true);
      const staged = join(staging.path, "file");
      await writeFile(staged, bytes, { flag: "wx", mode: 420 });
      await rename(staged, path);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
}

export {
  writeWhole
};

import {
  fileToReplace
} from "./chunk-YGKLJFNZ.mjs";
import {
  openPartial
} from "./chunk-JX2GJJIF.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
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
      const place = await fileToReplace(path, `write ${path}`);
      const staging = __using(_stack, await openPartial(dirname(place)), true);
      const staged = join(staging.path, "file");
      await writeFile(staged, bytes, { flag: "wx", mode: 420 });
      await rename(staged, place);
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

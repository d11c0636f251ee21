import {
  openFile
} from "./chunk-CYMBCZ23.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/trust/read-trust-file.ts
async function readTrustFile(path, most) {
  var _stack = [];
  try {
    const file = __using(_stack, await openFile(path), true);
    const size = await file.size();
    if (size <= most) return await file.read(0, size);
    const found = `it has ${size} bytes, expected at most ${most}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${path}: ${found}`, {
      hint: "Name the right file: files with keys, roots or policies are small."
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}

export {
  readTrustFile
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import {
  writeAt
} from "./chunk-R5BDNP2H.mjs";
import {
  openPartial
} from "./chunk-HEVFEMMC.mjs";
import "./chunk-ZCSAVCHB.mjs";
import "./chunk-WLQBZC6Y.mjs";
import {
  damagedParts,
  differs,
  openLayout
} from "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import {
  checkReplaceable,
  outputPath
} from "./chunk-M7SIO7OB.mjs";
import {
  openWhole
} from "./chunk-6ZRXCNM6.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import "./chunk-F6RVCG2V.mjs";
import "./chunk-GNLZV7IL.mjs";
import "./chunk-CMAWYLIG.mjs";
import "./chunk-UQ43A2YU.mjs";
import "./chunk-2NAQL2KR.mjs";
import "./chunk-AQRZANAN.mjs";
import "./chunk-Q4ZMEHLL.mjs";
import "./chunk-EUICU2GX.mjs";
import "./chunk-ZDWNJVBT.mjs";
import "./chunk-JHMV33AG.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import {
  userPath
} from "./chunk-MIBTUUXS.mjs";
import "./chunk-RVXH5BSX.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import {
  digester
} from "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/join-bundle.ts
import { open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
var CHUNK = 1024 * 1024;
async function joinBundle(request, context, reporter) {
  var _stack2 = [];
  try {
    const path = userPath(request.document, context);
    const input = __using(_stack2, await openInput({ kind: "file", path }, context), true);
    const { whole, parts: document } = input;
    if (whole === void 0 || document === void 0) {
      const found = "it is not the list of parts, expected NAME.parts.json";
      throw new BundleError("OPTION_INVALID", `Cannot join ${path}: ${found}`, {
        hint: "Give the file that lists the parts."
      });
    }
    const target = await outputPath(request.output ?? dirname(path), document.name, context);
    if (request.overwrite !== true) await checkReplaceable(target);
    try {
      var _stack = [];
      try {
        const staging = __using(_stack, await openPartial(dirname(target)), true);
        const staged = join(staging.path, "joined");
        const digest = await copyParts({ whole, document, directory: dirname(path), staged }, context, reporter);
        const bundle = await identify(staged);
        await rename(staged, target);
        return {
          bundle,
          file: target,
          size: document.size,
          fileDigest: digest
        };
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    } catch (error) {
      throw fromSystemError(error, `write ${target}`);
    }
  } catch (_2) {
    var _error2 = _2, _hasError2 = true;
  } finally {
    var _promise2 = __callDispose(_stack2, _error2, _hasError2);
    _promise2 && await _promise2;
  }
}
async function identify(path) {
  var _stack = [];
  try {
    const content = __using(_stack, await openLayout(path), true);
    const { name, digest } = await openWhole(content);
    return { name, digest };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function copyParts({ whole, document, directory, staged }, { signal }, reporter) {
  var _stack = [];
  try {
    const all = digester();
    const damaged = [];
    const file = __using(_stack, await open(staged, "wx", 420), true);
    let done = 0;
    for (const { name, size, digest: expected } of document.parts) {
      const own = digester();
      const end = done + size;
      while (done < end) {
        signal.throwIfAborted();
        const bytes = await whole.read(done, Math.min(CHUNK, end - done));
        const writing = writeAt(file, bytes, done);
        own.update(bytes);
        all.update(bytes);
        await writing;
        done += bytes.byteLength;
        reporter.progress("join", done, document.size);
      }
      const found = own.digest();
      if (found !== expected) damaged.push(differs(join(directory, name), found, expected));
    }
    if (damaged.length > 0) throw damagedParts(damaged);
    const digest = all.digest();
    if (digest === (document.digest ?? digest)) return digest;
    throw damagedParts([differs(document.name, digest, document.digest ?? "")]);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
export {
  joinBundle
};

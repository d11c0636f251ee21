import {
  damagedParts_139,
  differs_139,
  openLayout_139
} from "./chunk-WYNKTPG4.mjs";
import {
  checkReplaceable_143,
  outputPath_143
} from "./chunk-R6K6VWFY.mjs";
import {
  fileToReplace
} from "./chunk-YGKLJFNZ.mjs";
import {
  openPartial
} from "./chunk-JX2GJJIF.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  openWhole_85
} from "./chunk-IGXA6UWY.mjs";
import {
  digester_82
} from "./chunk-GX6YAEWI.mjs";
import "./chunk-M77KPOTZ.mjs";
import {
  writeAt
} from "./chunk-L4HVVUOR.mjs";
import "./chunk-GJP4ZKXN.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/join-bundle.ts
import { open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
var CHUNK = 1024 * 1024;
async function joinBundle(request, context, reporter) {
  var _stack2 = [];
  try {
    const path = userPath_38(request.document, context);
    const input = __using(_stack2, await openInput_81({ kind: "file", path }, context), true);
    const { whole, parts: document } = input;
    if (whole === void 0 || document === void 0) {
      const found = "it is not the list of parts, expected NAME.parts.json";
      throw new BundleError("OPTION_INVALID", `Cannot join ${path}: ${found}`, {
        hint: "Give the file that lists the parts."
      });
    }
    const target = await outputPath_143(request.output ?? dirname(path), document.name, context);
    if (request.overwrite !== true) await checkReplaceable_143(target);
    try {
      var _stack = [];
      try {
        const place = await fileToReplace(target, `write ${target}`);
        const staging = __using(_stack, await openPartial(dirname(place)), true);
        const staged = join(staging.path, "joined");
        const digest = await copyParts({ whole, document, directory: dirname(path), staged }, context, reporter);
        const bundle = await identify(staged);
        await rename(staged, place);
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
    const content = __using(_stack, await openLayout_139(path), true);
    const { name, digest } = await openWhole_85(content);
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
    const all = digester_82();
    const damaged = [];
    const file = __using(_stack, await open(staged, "wx", 420), true);
    let done = 0;
    for (const { name, size, digest: expected } of document.parts) {
      const own = digester_82();
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
      if (found !== expected) damaged.push(differs_139(join(directory, name), found, expected));
    }
    if (damaged.length > 0) throw damagedParts_139(damaged);
    const digest = all.digest();
    if (digest === (document.digest ?? digest)) return digest;
    throw damagedParts_139([differs_139(document.name, digest, document.digest ?? "")]);
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

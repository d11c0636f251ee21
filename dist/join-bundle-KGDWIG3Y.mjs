import {
  damagedParts_137,
  differs_137,
  openLayout_137
} from "./chunk-5GVT4QP3.mjs";
import {
  checkReplaceable_140,
  outputPath_140
} from "./chunk-SYTWRKUJ.mjs";
import {
  openPartial
} from "./chunk-M2752C2V.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import {
  openInput_80
} from "./chunk-LAE2HACZ.mjs";
import {
  openWhole_84
} from "./chunk-P4SAMCP3.mjs";
import {
  digester_81
} from "./chunk-L3CNCDPX.mjs";
import "./chunk-P25APHHE.mjs";
import {
  writeAt
} from "./chunk-L4HVVUOR.mjs";
import "./chunk-2GKCAWFE.mjs";
import {
  userPath_38
} from "./chunk-ZCJQ433E.mjs";
import {
  fromSystemError
} from "./chunk-4QBOVGT3.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
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
    const input = __using(_stack2, await openInput_80({ kind: "file", path }, context), true);
    const { whole, parts: document } = input;
    if (whole === void 0 || document === void 0) {
      const found = "it is not the list of parts, expected NAME.parts.json";
      throw new BundleError("OPTION_INVALID", `Cannot join ${path}: ${found}`, {
        hint: "Give the file that lists the parts."
      });
    }
    const target = await outputPath_140(request.output ?? dirname(path), document.name, context);
    if (request.overwrite !== true) await checkReplaceable_140(target);
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
    const content = __using(_stack, await openLayout_137(path), true);
    const { name, digest } = await openWhole_84(content);
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
    const all = digester_81();
    const damaged = [];
    const file = __using(_stack, await open(staged, "wx", 420), true);
    let done = 0;
    for (const { name, size, digest: expected } of document.parts) {
      const own = digester_81();
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
      if (found !== expected) damaged.push(differs_137(join(directory, name), found, expected));
    }
    if (damaged.length > 0) throw damagedParts_137(damaged);
    const digest = all.digest();
    if (digest === (document.digest ?? digest)) return digest;
    throw damagedParts_137([differs_137(document.name, digest, document.digest ?? "")]);
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

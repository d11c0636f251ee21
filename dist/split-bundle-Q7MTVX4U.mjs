import {
  checkPartsTarget,
  documentPath,
  leftBeside,
  openPartsFile,
  publishParts
} from "./chunk-O7T4ONUD.mjs";
import {
  outputPath_143
} from "./chunk-R6K6VWFY.mjs";
import {
  openPartial
} from "./chunk-JX2GJJIF.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  checkPartedName_140,
  planParts_140
} from "./chunk-GYELZAFS.mjs";
import {
  openWhole_85
} from "./chunk-IGXA6UWY.mjs";
import {
  digester_82
} from "./chunk-GX6YAEWI.mjs";
import "./chunk-M77KPOTZ.mjs";
import "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
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

// src/commands/split-bundle.ts
import { basename, dirname } from "node:path";
var CHUNK = 1024 * 1024;
async function splitBundle(request, context, reporter) {
  var _stack = [];
  try {
    const { source, partSize } = request;
    if (source.kind !== "file") throw notAFile("standard input");
    const input = __using(_stack, await openInput_81(source, context), true);
    const { whole } = input;
    if (whole === void 0) throw notAFile(input.name);
    const bundle = await openWhole_85(input);
    const own = userPath_38(source.path, context);
    const name = input.parts?.name ?? basename(own);
    const target = await outputPath_143(request.output ?? dirname(own), name, context);
    checkPartedName_140(basename(target));
    const place = { isSplit: target === own };
    if (request.overwrite !== true) await checkPartsTarget(target, place);
    const size = await whole.size();
    planParts_140({ size, name: basename(target), partSize });
    const document = await writeParts({ target, partSize, whole, size }, context, reporter);
    const warnings = await leftBeside(target, document.parts, place);
    for (const warning of warnings) reporter.warn(warning);
    return {
      bundle: { name: bundle.name, digest: bundle.digest },
      file: documentPath(target),
      size,
      parts: document.parts.map((part) => ({ ...part })),
      warnings: [...warnings]
    };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function notAFile(name) {
  return new BundleError("OPTION_INVALID", `Cannot split ${name}: it is not a file`, {
    hint: "Export it again with `--split SIZE`."
  });
}
async function writeParts({ target, partSize, whole, size }, { signal }, reporter) {
  const name = basename(target);
  try {
    var _stack = [];
    try {
      const staging = __using(_stack, await openPartial(dirname(target)), true);
      const parts = __using(_stack, openPartsFile({ directory: staging.path, name, partSize, head: 0 }), true);
      const hash = digester_82();
      for (let done = 0; done < size; ) {
        signal.throwIfAborted();
        const bytes = await whole.read(done, Math.min(CHUNK, size - done));
        const writing = parts.write(bytes, done);
        hash.update(bytes);
        await writing;
        done += bytes.byteLength;
        parts.settle(done);
        reporter.progress("split", done, size);
      }
      const document = { name, size, digest: hash.digest(), parts: await parts.finish(size) };
      await publishParts(staging.path, dirname(target), document);
      return document;
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write parts of ${target}`);
  }
}
export {
  splitBundle
};

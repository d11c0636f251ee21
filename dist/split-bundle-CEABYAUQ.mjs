import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkPartsTarget,
  documentPath,
  leftBeside,
  openPartsFile,
  publishParts
} from "./chunk-V5WBVEGB.mjs";
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import "./chunk-R5BDNP2H.mjs";
import {
  openPartial
} from "./chunk-HEVFEMMC.mjs";
import "./chunk-ZCSAVCHB.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-55ZUACTJ.mjs";
import "./chunk-ZFEVZWS2.mjs";
import {
  outputPath
} from "./chunk-M7SIO7OB.mjs";
import {
  openWhole
} from "./chunk-6ZRXCNM6.mjs";
import "./chunk-MQGKUEUU.mjs";
import "./chunk-AE5OU4D2.mjs";
import "./chunk-GQP6D7FI.mjs";
import "./chunk-GY6335NT.mjs";
import {
  checkPartedName,
  planParts
} from "./chunk-F6RVCG2V.mjs";
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

// src/commands/split-bundle.ts
import { basename, dirname } from "node:path";
var CHUNK = 1024 * 1024;
async function splitBundle(request, context, reporter) {
  var _stack = [];
  try {
    const { source, partSize } = request;
    if (source.kind !== "file") throw notAFile("standard input");
    const input = __using(_stack, await openInput(source, context), true);
    const { whole } = input;
    if (whole === void 0) throw notAFile(input.name);
    const bundle = await openWhole(input);
    const own = userPath(source.path, context);
    const name = input.parts?.name ?? basename(own);
    const target = await outputPath(request.output ?? dirname(own), name, context);
    checkPartedName(basename(target));
    const place = { isSplit: target === own };
    if (request.overwrite !== true) await checkPartsTarget(target, place);
    const size = await whole.size();
    planParts({ size, name: basename(target), partSize });
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
      const hash = digester();
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

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  checkPartsTarget,
  documentPath,
  leftBeside,
  openPartsFile,
  publishParts
} from "./chunk-H7HGCJZJ.mjs";
import {
  openInput
} from "./chunk-4QYGYWHA.mjs";
import "./chunk-7H2SUPW2.mjs";
import {
  outputPath
} from "./chunk-DBHZBBRJ.mjs";
import "./chunk-CQMURBZU.mjs";
import {
  openPartial
} from "./chunk-3J4RXAUB.mjs";
import "./chunk-6EIPEB5A.mjs";
import "./chunk-YCQ6WS4O.mjs";
import {
  openBundle
} from "./chunk-QQXCOPHM.mjs";
import "./chunk-25RYL5EJ.mjs";
import "./chunk-YUE3TQ5N.mjs";
import "./chunk-53CXBFN6.mjs";
import {
  checkPartedName,
  planParts
} from "./chunk-47KHCRBR.mjs";
import "./chunk-J7RN6EX5.mjs";
import "./chunk-CZ2U25SC.mjs";
import "./chunk-EQADGZVT.mjs";
import "./chunk-KONVVQEL.mjs";
import {
  userPath
} from "./chunk-BFFDGZUO.mjs";
import {
  digester
} from "./chunk-663NMWFT.mjs";
import "./chunk-PNVSA3GV.mjs";
import {
  fromSystemError
} from "./chunk-JBU255CI.mjs";
import {
  BundleError
} from "./chunk-AE2P7HNV.mjs";
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
    const bundle = await openBundle(input);
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

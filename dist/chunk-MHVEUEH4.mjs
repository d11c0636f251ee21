import {
  MAX_HAVE,
  isHave,
  parseHaveList
} from "./chunk-A6SISQ7U.mjs";
import {
  readStart_165
} from "./chunk-AQQBMAQP.mjs";
import {
  layerPath_49
} from "./chunk-RFLV7I5F.mjs";
import {
  readBundle_28
} from "./chunk-O6BECCDK.mjs";
import {
  isDirectoryLayout_139
} from "./chunk-HGWMHLU2.mjs";
import {
  openInput_84
} from "./chunk-PTXMRNV2.mjs";
import {
  openBundle_88
} from "./chunk-7CTE4NZ3.mjs";
import {
  userPath_40
} from "./chunk-3KOR77P5.mjs";
import {
  openFile
} from "./chunk-PNAAKJFP.mjs";
import {
  lookAt
} from "./chunk-RTDFPRWU.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/reading/open-bases.ts
var START = 4096;
async function openBases(inputs, context, { stack, ...reading }) {
  const bases = [];
  for (const input of inputs) bases.push(await openBase(input, context, { stack, ...reading, sole: false }));
  return bases;
}
async function openBase(input, context, { stack, ...reading }) {
  if (input.kind === "file") {
    const path = userPath_40(input.path, context);
    const isDirectory = (await lookAt(path))?.isDirectory() === true;
    if (isDirectory && !await isDirectoryLayout_139(path))
      return { name: path, layers: /* @__PURE__ */ new Map(), packages: [], home: path };
    const list = isDirectory ? void 0 : await readHave(path);
    if (list !== void 0) return { name: path, layers: byPath(list), packages: [] };
  }
  const content = stack.use(await openInput_84(input, context, { ...reading, whole: true }));
  const bundle = await openBundle_88(content);
  const { whole } = await readBundle_28(bundle);
  return { name: content.name, layers: byPath(bundle.config.layers), packages: whole.packages, bundle };
}
async function readHave(path) {
  var _stack = [];
  try {
    const file = __using(_stack, await openFile(path), true);
    if (!isHave(await readStart_165(file, START))) return void 0;
    const size = await file.size();
    if (size <= MAX_HAVE) return parseHaveList(await file.read(0, size));
    throw new BundleError("LIMIT_EXCEEDED", `Cannot read ${path}: it has ${size} bytes, expected at most ${MAX_HAVE}`);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function byPath(layers) {
  return new Map(layers.map((layer) => [layerPath_49(layer.registry, layer.digest), layer]));
}

export {
  openBases
};

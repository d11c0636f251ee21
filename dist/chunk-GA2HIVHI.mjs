import {
  MAX_HAVE,
  isHave,
  parseHaveList
} from "./chunk-WQWPB7KV.mjs";
import {
  readStart_167
} from "./chunk-ET5IRXAZ.mjs";
import {
  readBundle_28
} from "./chunk-O6BECCDK.mjs";
import {
  layerPath_51
} from "./chunk-KRM37I2B.mjs";
import {
  isDirectoryLayout_141
} from "./chunk-4XSJVCP6.mjs";
import {
  openInput_86
} from "./chunk-QI3CPHO2.mjs";
import {
  openBundle_90
} from "./chunk-53HI346J.mjs";
import {
  openFile
} from "./chunk-PNAAKJFP.mjs";
import {
  lookAt
} from "./chunk-RTDFPRWU.mjs";
import {
  userPath_40
} from "./chunk-3KOR77P5.mjs";
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
    if (isDirectory && !await isDirectoryLayout_141(path))
      return { name: path, layers: /* @__PURE__ */ new Map(), packages: [], home: path };
    const list = isDirectory ? void 0 : await readHave(path);
    if (list !== void 0) return { name: path, layers: byPath(list), packages: [] };
  }
  const content = stack.use(await openInput_86(input, context, { ...reading, whole: true }));
  const bundle = await openBundle_90(content);
  const { whole } = await readBundle_28(bundle);
  return { name: content.name, layers: byPath(bundle.config.layers), packages: whole.packages, bundle };
}
async function readHave(path) {
  var _stack = [];
  try {
    const file = __using(_stack, await openFile(path), true);
    if (!isHave(await readStart_167(file, START))) return void 0;
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
  return new Map(layers.map((layer) => [layerPath_51(layer.registry, layer.digest), layer]));
}

export {
  openBases
};

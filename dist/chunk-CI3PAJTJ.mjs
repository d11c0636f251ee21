import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  MAX_HAVE,
  isHave,
  parseHaveList
} from "./chunk-NWF22RUF.mjs";
import {
  readBundle
} from "./chunk-RR4ME3WQ.mjs";
import {
  layerPath
} from "./chunk-T75H43WP.mjs";
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import {
  isDirectoryLayout
} from "./chunk-ZFEVZWS2.mjs";
import {
  openBundle
} from "./chunk-6ZRXCNM6.mjs";
import {
  readStart
} from "./chunk-GQP6D7FI.mjs";
import {
  openFile
} from "./chunk-CMAWYLIG.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import {
  userPath
} from "./chunk-MIBTUUXS.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/reading/open-bases.ts
var START = 4096;
async function openBases(inputs, context, { stack, ...reading }) {
  const bases = [];
  for (const input of inputs) bases.push(await openBase(input, context, { stack, ...reading, sole: false }));
  return bases;
}
async function openBase(input, context, { stack, ...reading }) {
  if (input.kind === "file") {
    const path = userPath(input.path, context);
    const isDirectory = (await lookAt(path))?.isDirectory() === true;
    if (isDirectory && !await isDirectoryLayout(path))
      return { name: path, layers: /* @__PURE__ */ new Map(), packages: [], home: path };
    const list = isDirectory ? void 0 : await readHave(path);
    if (list !== void 0) return { name: path, layers: byPath(list), packages: [] };
  }
  const content = stack.use(await openInput(input, context, { ...reading, whole: true }));
  const bundle = await openBundle(content);
  const { whole } = await readBundle(bundle);
  return { name: content.name, layers: byPath(bundle.config.layers), packages: whole.packages, bundle };
}
async function readHave(path) {
  var _stack = [];
  try {
    const file = __using(_stack, await openFile(path), true);
    if (!isHave(await readStart(file, START))) return void 0;
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
  return new Map(layers.map((layer) => [layerPath(layer.registry, layer.digest), layer]));
}

export {
  openBases
};

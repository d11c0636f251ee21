import {
  MAX_HAVE,
  isHave,
  parseHaveList
} from "./chunk-ZYAE4ZPK.mjs";
import {
  readStart_174
} from "./chunk-WUXZQAH3.mjs";
import {
  openHome_113
} from "./chunk-UKQYM3E2.mjs";
import {
  layerPath_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  readBundle_26
} from "./chunk-SELCG3S5.mjs";
import {
  isDirectoryLayout_138
} from "./chunk-RHFZE22J.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  openBundle_85
} from "./chunk-IGXA6UWY.mjs";
import {
  openFile
} from "./chunk-CYMBCZ23.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/reading/open-bases.ts
var START = 4096;
async function openBases(inputs, context, opening) {
  const bases = [];
  for (const input of inputs) bases.push(await openBase(input, context, { ...opening, sole: false }));
  return bases;
}
async function openBase(input, context, { stack, takes, platform, ...reading }) {
  if (input.kind === "file") {
    const path = userPath_38(input.path, context);
    const isDirectory = (await lookAt(path))?.isDirectory() === true;
    if (isDirectory && !await isDirectoryLayout_138(path)) {
      if (takes === "lists") throw notABase(path, "a directory that is not a bundle", LIST_HINT);
      return { name: path, layers: /* @__PURE__ */ new Map(), packages: [], home: (await openHome_113(path)).path };
    }
    const list = isDirectory ? void 0 : await readHave(path);
    if (list !== void 0 && takes === "homes") throw notABase(path, "a list of what a home has", CONTENT_HINT);
    if (list !== void 0) return { name: path, layers: byPath(list), packages: [] };
  }
  const content = stack.use(await openInput_81(input, context, { ...reading, whole: true }));
  const bundle = await openBundle_85(content, { platform });
  const { whole } = await readBundle_26(bundle);
  return { name: content.name, layers: byPath(bundle.config.layers), packages: whole.packages, bundle };
}
var LIST_HINT = "If it is a home, give the list that `ocx-bundle have --home DIR --output HAVE.json` makes of it.";
var CONTENT_HINT = "A list has no content. Give the bundle or the home that has the layers.";
function notABase(path, found, hint) {
  return new BundleError("OPTION_INVALID", `Cannot use ${path} as a base: it is ${found}`, { hint });
}
async function readHave(path) {
  var _stack = [];
  try {
    const file = __using(_stack, await openFile(path), true);
    if (!isHave(await readStart_174(file, START))) return void 0;
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
  return new Map(layers.map((layer) => [layerPath_57(layer.registry, layer.digest), layer]));
}

export {
  openBases
};

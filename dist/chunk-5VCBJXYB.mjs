import {
  MAX_HAVE,
  isHave,
  parseHaveList
} from "./chunk-EV7JVOAM.mjs";
import {
  readStart_167
} from "./chunk-ET5IRXAZ.mjs";
import {
  openHome_112
} from "./chunk-VOK6ILCY.mjs";
import {
  layerPath_56
} from "./chunk-JFBJI7SK.mjs";
import {
  readBundle_26
} from "./chunk-SELCG3S5.mjs";
import {
  isDirectoryLayout_136
} from "./chunk-2YQLGB37.mjs";
import {
  openInput_80
} from "./chunk-LAE2HACZ.mjs";
import {
  openBundle_84
} from "./chunk-P4SAMCP3.mjs";
import {
  openFile
} from "./chunk-SUUWDBAM.mjs";
import {
  lookAt
} from "./chunk-2GKCAWFE.mjs";
import {
  userPath_38
} from "./chunk-ZCJQ433E.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
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
    if (isDirectory && !await isDirectoryLayout_136(path)) {
      if (takes === "lists") throw notABase(path, "a directory that is not a bundle", LIST_HINT);
      return { name: path, layers: /* @__PURE__ */ new Map(), packages: [], home: (await openHome_112(path)).path };
    }
    const list = isDirectory ? void 0 : await readHave(path);
    if (list !== void 0 && takes === "homes") throw notABase(path, "a list of what a home has", CONTENT_HINT);
    if (list !== void 0) return { name: path, layers: byPath(list), packages: [] };
  }
  const content = stack.use(await openInput_80(input, context, { ...reading, whole: true }));
  const bundle = await openBundle_84(content, { platform });
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
  return new Map(layers.map((layer) => [layerPath_56(layer.registry, layer.digest), layer]));
}

export {
  openBases
};

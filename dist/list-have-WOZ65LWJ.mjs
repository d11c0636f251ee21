import {
  encodeHave,
  isComplete,
  isHave,
  textOfTree
} from "./chunk-TUNW7TBF.mjs";
import "./chunk-A67WD7UB.mjs";
import {
  readStart_164
} from "./chunk-CGMA6P3P.mjs";
import {
  planLayer,
  readRegularFile_114
} from "./chunk-YJABFCFA.mjs";
import "./chunk-KFCAUD2K.mjs";
import {
  registryFinder
} from "./chunk-UMBPOWMV.mjs";
import {
  openHome_122
} from "./chunk-GFP6OKOB.mjs";
import "./chunk-ANLMBIVQ.mjs";
import {
  homePath_22
} from "./chunk-7EQBOWSM.mjs";
import {
  openEngine
} from "./chunk-AOEYEYHJ.mjs";
import "./chunk-7IVFFGHW.mjs";
import "./chunk-U2JRNTNP.mjs";
import {
  layerPath_49
} from "./chunk-RFLV7I5F.mjs";
import "./chunk-C5SZ4WNQ.mjs";
import {
  openPartial
} from "./chunk-HXB4YYKM.mjs";
import "./chunk-RMYVTLMV.mjs";
import "./chunk-UTVE5G6E.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PZGT6IPK.mjs";
import "./chunk-BZTZ7RJ6.mjs";
import "./chunk-IAOUZBYX.mjs";
import "./chunk-C5G7RXZF.mjs";
import "./chunk-2BLSIOJA.mjs";
import {
  userPath_40
} from "./chunk-3KOR77P5.mjs";
import "./chunk-PN52QW44.mjs";
import {
  isDigest_86,
  parseDigest_86
} from "./chunk-OCM2DYHD.mjs";
import {
  openFile
} from "./chunk-ZXDUCTE5.mjs";
import {
  lookAt
} from "./chunk-J32NS4WM.mjs";
import "./chunk-P25APHHE.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import {
  fromSystemError
} from "./chunk-4XPCL3JO.mjs";
import {
  BundleError
} from "./chunk-4MKAO6W3.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/list-have.ts
import { glob, rename, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
async function listHave(request, context, reporter) {
  var _stack = [];
  try {
    const home = await openHome_122(homePath_22(request.home, context));
    const file = request.output === void 0 ? void 0 : userPath_40(request.output, context);
    if (file !== void 0) await checkTarget(file);
    const engine = __using(_stack, openEngine({ workers: request.workers ?? availableParallelism() }), true);
    const held = [];
    const texts = [];
    const registryOf = registryFinder(home);
    for (const directory of await layersIn(home.path)) {
      const layer = await layerAt(home.path, directory, registryOf);
      if (layer === void 0 || !await isComplete(home, layer)) continue;
      const plan = await planLayer(engine, home.path, layer);
      if (plan === void 0) {
        reporter.warn(`${directory} is left out: it has entries that no layer has`);
        continue;
      }
      held.push(layer);
      texts.push(textOfTree(plan, directory));
    }
    const total = texts.reduce((sum, { size }) => sum + size, 0);
    const digests = await engine.digestTexts(texts, (done) => {
      context.signal.throwIfAborted();
      reporter.progress("list", done, total);
    });
    const layers = held.map((layer, place) => ({ ...layer, contentDigest: parseDigest_86(digests[place] ?? "") }));
    const text = encodeHave(layers);
    if (file !== void 0) await writeList(file, text);
    return { text, layers: layers.length, ...file !== void 0 && { file } };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function checkTarget(path) {
  var _stack = [];
  try {
    const there = await lookAt(path);
    if (there?.isFile() !== true || there.size === 0) return;
    const file = __using(_stack, await openFile(path), true);
    if (isHave(await readStart_164(file, 512))) return;
    throw new BundleError("FILE_EXISTS", `Cannot write ${path}: it exists and is no list of what a home has`, {
      hint: "Name another file."
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
async function writeList(path, text) {
  try {
    var _stack = [];
    try {
      const staging = __using(_stack, await openPartial(dirname(path)), true);
      const staged = join(staging.path, "have.json");
      await writeFile(staged, text, { flag: "wx" });
      await rename(staged, path);
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
}
async function layersIn(home) {
  const found = await Array.fromAsync(glob("layers/*/sha*/??/*", { cwd: home }));
  return found.toSorted((a, b) => a < b ? -1 : 1);
}
async function layerAt(home, directory, registryOf) {
  const bytes = await readRegularFile_114(join(home, directory, "digest")).catch((error) => {
    const failure = fromSystemError(error, `read ${join(directory, "digest")}`);
    if (failure instanceof BundleError && failure.code === "FILE_NOT_FOUND") return new Uint8Array();
    throw failure;
  });
  const [, slug = ""] = directory.split("/");
  const name = Buffer.from(bytes).toString().trimEnd();
  if (!isDigest_86(name)) return void 0;
  const registry = await registryOf(slug, "unknown");
  return layerPath_49(registry, name) === directory ? { registry, digest: name } : void 0;
}
export {
  listHave
};

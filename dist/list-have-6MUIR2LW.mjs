import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  registryFinder
} from "./chunk-TERMASIE.mjs";
import {
  encodeHave,
  isComplete,
  isHave,
  textOfTree
} from "./chunk-EOJGSVZT.mjs";
import {
  planLayer
} from "./chunk-JJUS3X7N.mjs";
import {
  homePath
} from "./chunk-IMNXN3X2.mjs";
import {
  openEngine
} from "./chunk-ZPY25SBQ.mjs";
import "./chunk-H6GQGU6R.mjs";
import {
  openHome
} from "./chunk-RV4YW7OT.mjs";
import "./chunk-T7YAFXBJ.mjs";
import "./chunk-QWR6D4BE.mjs";
import "./chunk-2IFAY4D3.mjs";
import {
  layerPath
} from "./chunk-ZJCH65HB.mjs";
import {
  openPartial
} from "./chunk-KGTMJWOD.mjs";
import "./chunk-W3KKYVCM.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-A6NZBLUU.mjs";
import {
  readStart
} from "./chunk-GQP6D7FI.mjs";
import "./chunk-XYU6FNUR.mjs";
import "./chunk-2TTYTX7H.mjs";
import "./chunk-3AOCJ45Y.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-4LMJ4UDG.mjs";
import "./chunk-NF7NLMI4.mjs";
import "./chunk-A5G26SDU.mjs";
import "./chunk-AMTFR3ER.mjs";
import "./chunk-YJSVGHZO.mjs";
import {
  openFile
} from "./chunk-CMAWYLIG.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import "./chunk-4FDFUD6J.mjs";
import {
  userPath
} from "./chunk-MIBTUUXS.mjs";
import {
  isDigest,
  parseDigest
} from "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
import "./chunk-PNVSA3GV.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/list-have.ts
import { glob, readFile, rename, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
async function listHave(request, context, reporter) {
  var _stack = [];
  try {
    const home = await openHome(homePath(request.home, context));
    const file = request.output === void 0 ? void 0 : userPath(request.output, context);
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
    const layers = held.map((layer, place) => ({ ...layer, contentDigest: parseDigest(digests[place] ?? "") }));
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
    if (isHave(await readStart(file, 512))) return;
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
  const digest = await readFile(join(home, directory, "digest"), "utf8").catch((error) => {
    const failure = fromSystemError(error, `read ${join(directory, "digest")}`);
    if (failure instanceof BundleError && failure.code === "FILE_NOT_FOUND") return "";
    throw failure;
  });
  const [, slug = ""] = directory.split("/");
  const name = digest.trimEnd();
  if (!isDigest(name)) return void 0;
  const registry = await registryOf(slug, "unknown");
  return layerPath(registry, name) === directory ? { registry, digest: name } : void 0;
}
export {
  listHave
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  registryFinder
} from "./chunk-MHMRLBD3.mjs";
import {
  encodeHave,
  isComplete,
  isHave,
  textOfTree
} from "./chunk-NWF22RUF.mjs";
import {
  planLayer
} from "./chunk-OCGREPHT.mjs";
import {
  openEngine
} from "./chunk-D4QKHM76.mjs";
import {
  homePath
} from "./chunk-IMNXN3X2.mjs";
import "./chunk-4WPILYSH.mjs";
import "./chunk-P6SR4IK7.mjs";
import "./chunk-IRSTIHGJ.mjs";
import "./chunk-ZVUNG3OG.mjs";
import {
  openHome
} from "./chunk-K7OIXQE2.mjs";
import "./chunk-JMPCFPP2.mjs";
import {
  layerPath
} from "./chunk-T75H43WP.mjs";
import {
  openPartial
} from "./chunk-HEVFEMMC.mjs";
import "./chunk-ZCSAVCHB.mjs";
import "./chunk-WLQBZC6Y.mjs";
import "./chunk-M6FOAHYW.mjs";
import {
  readStart
} from "./chunk-GQP6D7FI.mjs";
import "./chunk-3WUTNKOE.mjs";
import "./chunk-5FRGGPOD.mjs";
import "./chunk-GNLZV7IL.mjs";
import {
  openFile
} from "./chunk-CMAWYLIG.mjs";
import {
  lookAt
} from "./chunk-UQ43A2YU.mjs";
import "./chunk-NE7BPWNS.mjs";
import "./chunk-Q4ZMEHLL.mjs";
import "./chunk-L7XR4U4C.mjs";
import "./chunk-V6OPSD56.mjs";
import "./chunk-53CXBFN6.mjs";
import "./chunk-KAGLFDZG.mjs";
import "./chunk-MWQI2DLW.mjs";
import "./chunk-Z2KHX2NZ.mjs";
import {
  userPath
} from "./chunk-MIBTUUXS.mjs";
import {
  fromSystemError
} from "./chunk-ADIS2E6D.mjs";
import "./chunk-PNVSA3GV.mjs";
import {
  isDigest,
  parseDigest
} from "./chunk-4LCJ56VL.mjs";
import "./chunk-6YTQYSGA.mjs";
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

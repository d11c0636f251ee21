import {
  encodeHave,
  isComplete,
  isHave,
  textOfTree
} from "./chunk-WQWPB7KV.mjs";
import "./chunk-G3PQUGR6.mjs";
import {
  readStart_167
} from "./chunk-ET5IRXAZ.mjs";
import {
  planLayer
} from "./chunk-NTAO2OLZ.mjs";
import "./chunk-472N3O7M.mjs";
import {
  registryFinder
} from "./chunk-FY3HAJZZ.mjs";
import {
  openHome_124
} from "./chunk-36ADXCOP.mjs";
import "./chunk-HJMEGCUB.mjs";
import "./chunk-GLT4JWU7.mjs";
import {
  homePath_22
} from "./chunk-AYBBYT3T.mjs";
import {
  openEngine
} from "./chunk-ND3EQYLI.mjs";
import "./chunk-YFLBG7JK.mjs";
import {
  layerPath_51
} from "./chunk-KRM37I2B.mjs";
import "./chunk-R45GEM5S.mjs";
import {
  openPartial
} from "./chunk-4D7RWZNW.mjs";
import "./chunk-IDOIF2S4.mjs";
import "./chunk-NBQWKA4F.mjs";
import "./chunk-45GK5TH2.mjs";
import "./chunk-OYT7DEZK.mjs";
import {
  isDigest_87,
  parseDigest_87
} from "./chunk-JSX5QINM.mjs";
import "./chunk-VOJQDXLG.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import {
  openFile
} from "./chunk-PNAAKJFP.mjs";
import {
  lookAt
} from "./chunk-RTDFPRWU.mjs";
import "./chunk-P25APHHE.mjs";
import {
  readRegularFile_116
} from "./chunk-VLTED23A.mjs";
import {
  userPath_40
} from "./chunk-3KOR77P5.mjs";
import {
  fromSystemError
} from "./chunk-SYEQ5NUD.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
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
    const home = await openHome_124(homePath_22(request.home, context));
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
    const layers = held.map((layer, place) => ({ ...layer, contentDigest: parseDigest_87(digests[place] ?? "") }));
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
    if (isHave(await readStart_167(file, 512))) return;
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
  const bytes = await readRegularFile_116(join(home, directory, "digest")).catch((error) => {
    const failure = fromSystemError(error, `read ${join(directory, "digest")}`);
    if (failure instanceof BundleError && failure.code === "FILE_NOT_FOUND") return new Uint8Array();
    throw failure;
  });
  const [, slug = ""] = directory.split("/");
  const name = Buffer.from(bytes).toString().trimEnd();
  if (!isDigest_87(name)) return void 0;
  const registry = await registryOf(slug, "unknown");
  return layerPath_51(registry, name) === directory ? { registry, digest: name } : void 0;
}
export {
  listHave
};

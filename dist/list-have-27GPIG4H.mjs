import {
  registryFinder
} from "./chunk-ATWDYSRF.mjs";
import "./chunk-E6UD6ZKU.mjs";
import {
  homePath_20
} from "./chunk-MNKW3YDE.mjs";
import {
  encodeHave,
  isComplete,
  isHave,
  textOfTree
} from "./chunk-EV7JVOAM.mjs";
import {
  planLayer
} from "./chunk-KHKBBNFT.mjs";
import "./chunk-7A46VR6W.mjs";
import {
  readStart_167
} from "./chunk-ET5IRXAZ.mjs";
import "./chunk-KXTUQ2H5.mjs";
import {
  openEngine
} from "./chunk-AGOBBPFH.mjs";
import "./chunk-LXXVO77G.mjs";
import "./chunk-36CNADD3.mjs";
import {
  openHome_112
} from "./chunk-VOK6ILCY.mjs";
import {
  layerPath_56
} from "./chunk-JFBJI7SK.mjs";
import "./chunk-HKJQRGYO.mjs";
import {
  writeWhole
} from "./chunk-KYU5XQPV.mjs";
import "./chunk-M2752C2V.mjs";
import "./chunk-7ARVWGDR.mjs";
import "./chunk-BKZALEA6.mjs";
import "./chunk-ODSXMKHS.mjs";
import "./chunk-OO2FR422.mjs";
import "./chunk-XGZ7GZDX.mjs";
import {
  isDigest_81,
  parseDigest_81
} from "./chunk-L3CNCDPX.mjs";
import "./chunk-3WSSKR4J.mjs";
import "./chunk-VYMVNTC4.mjs";
import "./chunk-5FICIDRL.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-P25APHHE.mjs";
import {
  openFile
} from "./chunk-SUUWDBAM.mjs";
import "./chunk-L4HVVUOR.mjs";
import {
  lookAt
} from "./chunk-2GKCAWFE.mjs";
import {
  readRegularFile_110
} from "./chunk-SKYFWSHQ.mjs";
import {
  userPath_38
} from "./chunk-ZCJQ433E.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import {
  fromSystemError
} from "./chunk-4QBOVGT3.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/list-have.ts
import { glob } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
async function listHave(request, context, reporter) {
  var _stack = [];
  try {
    const home = await openHome_112(homePath_20(request.home, context));
    const file = request.output === void 0 ? void 0 : userPath_38(request.output, context);
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
    const layers = held.map((layer, place) => ({ ...layer, contentDigest: parseDigest_81(digests[place] ?? "") }));
    const text = encodeHave(layers);
    if (file !== void 0) await writeWhole(file, Buffer.from(text));
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
async function layersIn(home) {
  const found = await Array.fromAsync(glob("layers/*/sha*/??/*", { cwd: home }));
  return found.toSorted((a, b) => a < b ? -1 : 1);
}
async function layerAt(home, directory, registryOf) {
  const bytes = await readRegularFile_110(join(home, directory, "digest")).catch((error) => {
    const failure = fromSystemError(error, `read ${join(directory, "digest")}`);
    if (failure instanceof BundleError && failure.code === "FILE_NOT_FOUND") return new Uint8Array();
    throw failure;
  });
  const [, slug = ""] = directory.split("/");
  const name = Buffer.from(bytes).toString().trimEnd();
  if (!isDigest_81(name)) return void 0;
  const registry = await registryOf(slug, "unknown");
  return layerPath_56(registry, name) === directory ? { registry, digest: name } : void 0;
}
export {
  listHave
};

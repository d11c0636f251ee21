import {
  registryFinder
} from "./chunk-7ZJTPO4E.mjs";
import "./chunk-5LQVMTV5.mjs";
import {
  homePath_20
} from "./chunk-MNKW3YDE.mjs";
import {
  encodeHave,
  isComplete,
  isHave,
  textOfTree
} from "./chunk-ZYAE4ZPK.mjs";
import {
  planLayer
} from "./chunk-MBBOGQWG.mjs";
import "./chunk-TA5ABIJY.mjs";
import {
  readStart_174
} from "./chunk-WUXZQAH3.mjs";
import "./chunk-2YNQWNX7.mjs";
import {
  openEngine
} from "./chunk-5J7PMGVS.mjs";
import "./chunk-LYFCKQXY.mjs";
import "./chunk-W4J3ESE5.mjs";
import {
  openHome_113
} from "./chunk-UKQYM3E2.mjs";
import {
  layerPath_57
} from "./chunk-HEAJCSBZ.mjs";
import "./chunk-P3VSXBJ3.mjs";
import "./chunk-NGMPKNFU.mjs";
import {
  writeWhole
} from "./chunk-ARPUCGQ3.mjs";
import "./chunk-YGKLJFNZ.mjs";
import "./chunk-JX2GJJIF.mjs";
import "./chunk-7J76XCFF.mjs";
import "./chunk-BUOA244Y.mjs";
import "./chunk-47YTZHQL.mjs";
import "./chunk-PN52QW44.mjs";
import "./chunk-VQWXHXW4.mjs";
import {
  isDigest_82,
  parseDigest_82
} from "./chunk-GX6YAEWI.mjs";
import "./chunk-ZRUH5ZQN.mjs";
import "./chunk-2WQ5WNEA.mjs";
import "./chunk-656FN2VF.mjs";
import "./chunk-2BLSIOJA.mjs";
import "./chunk-M77KPOTZ.mjs";
import {
  openFile
} from "./chunk-CYMBCZ23.mjs";
import "./chunk-L4HVVUOR.mjs";
import {
  lookAt
} from "./chunk-GJP4ZKXN.mjs";
import {
  readRegularFile_111
} from "./chunk-LL32AUHH.mjs";
import {
  userPath_38
} from "./chunk-A6YYFOED.mjs";
import "./chunk-JKTDTWAH.mjs";
import "./chunk-JWMHGH6Y.mjs";
import {
  fromSystemError
} from "./chunk-4SSKYKZX.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
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
    const home = await openHome_113(homePath_20(request.home, context));
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
    const layers = held.map((layer, place) => ({ ...layer, contentDigest: parseDigest_82(digests[place] ?? "") }));
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
    if (isHave(await readStart_174(file, 512))) return;
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
  const bytes = await readRegularFile_111(join(home, directory, "digest")).catch((error) => {
    const failure = fromSystemError(error, `read ${join(directory, "digest")}`);
    if (failure instanceof BundleError && failure.code === "FILE_NOT_FOUND") return new Uint8Array();
    throw failure;
  });
  const [, slug = ""] = directory.split("/");
  const name = Buffer.from(bytes).toString().trimEnd();
  if (!isDigest_82(name)) return void 0;
  const registry = await registryOf(slug, "unknown");
  return layerPath_57(registry, name) === directory ? { registry, digest: name } : void 0;
}
export {
  listHave
};

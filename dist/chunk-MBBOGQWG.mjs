import {
  inHome_48
} from "./chunk-2YNQWNX7.mjs";
import {
  layerPrefix_91
} from "./chunk-5J7PMGVS.mjs";
import {
  layerPath_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";

// src/commands/reading/plan-layer.ts
var UNUSUAL = ["FILE_UNSUPPORTED", "NAME_INVALID", "PATH_UNSAFE", "LIMIT_EXCEEDED"];
async function planLayer(engine, home, layer) {
  const planned = await planUsual(engine, layerTree(home, layer));
  return planned instanceof BundleError ? void 0 : planned;
}
function layerTree(home, layer) {
  return {
    prefix: layerPrefix_91(layer),
    directory: { name: "content", path: inHome_48(home, `${layerPath_57(layer.registry, layer.digest)}/content`) },
    documents: [{ name: "digest", bytes: Buffer.from(layer.digest) }]
  };
}
async function planUsual(engine, tree) {
  try {
    const [plan] = await engine.plan([tree]);
    if (plan === void 0) throw new Error("a tree has no plan");
    return plan;
  } catch (error) {
    if (error instanceof BundleError && UNUSUAL.includes(error.code)) return error;
    throw error;
  }
}

export {
  planLayer,
  layerTree,
  planUsual
};

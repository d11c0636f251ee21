import {
  inHome_47
} from "./chunk-KXTUQ2H5.mjs";
import {
  layerPrefix_90
} from "./chunk-AGOBBPFH.mjs";
import {
  layerPath_56
} from "./chunk-JFBJI7SK.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// src/commands/reading/plan-layer.ts
var UNUSUAL = ["FILE_UNSUPPORTED", "NAME_INVALID", "PATH_UNSAFE", "LIMIT_EXCEEDED"];
async function planLayer(engine, home, layer) {
  const planned = await planUsual(engine, layerTree(home, layer));
  return planned instanceof BundleError ? void 0 : planned;
}
function layerTree(home, layer) {
  return {
    prefix: layerPrefix_90(layer),
    directory: { name: "content", path: inHome_47(home, `${layerPath_56(layer.registry, layer.digest)}/content`) },
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

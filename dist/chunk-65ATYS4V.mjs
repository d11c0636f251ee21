import {
  inHome_55
} from "./chunk-KFCAUD2K.mjs";
import {
  layerPrefix_94
} from "./chunk-7RUPCF6G.mjs";
import {
  layerPath_49
} from "./chunk-RFLV7I5F.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";

// from-joined:src/io/read-regular-file.ts
import { readRegularFile_114 } from "./core.mjs";

// src/commands/reading/plan-layer.ts
var UNUSUAL = ["FILE_UNSUPPORTED", "NAME_INVALID", "PATH_UNSAFE", "LIMIT_EXCEEDED"];
async function planLayer(engine, home, layer) {
  const planned = await planUsual(engine, layerTree(home, layer));
  return planned instanceof BundleError ? void 0 : planned;
}
function layerTree(home, layer) {
  return {
    prefix: layerPrefix_94(layer),
    directory: { name: "content", path: inHome_55(home, `${layerPath_49(layer.registry, layer.digest)}/content`) },
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
  readRegularFile_114,
  planLayer,
  layerTree,
  planUsual
};

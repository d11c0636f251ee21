import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  layerPrefix
} from "./chunk-P6SR4IK7.mjs";
import {
  inHome
} from "./chunk-K7OIXQE2.mjs";
import {
  layerPath
} from "./chunk-T75H43WP.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/commands/reading/plan-layer.ts
var UNUSUAL = ["FILE_UNSUPPORTED", "NAME_INVALID", "PATH_UNSAFE", "LIMIT_EXCEEDED"];
async function planLayer(engine, home, layer) {
  const tree = {
    prefix: layerPrefix(layer),
    directory: { name: "content", path: inHome(home, `${layerPath(layer.registry, layer.digest)}/content`) },
    documents: [{ name: "digest", bytes: Buffer.from(layer.digest) }]
  };
  try {
    const [plan] = await engine.plan([tree]);
    return plan;
  } catch (error) {
    if (error instanceof BundleError && UNUSUAL.includes(error.code)) return void 0;
    throw error;
  }
}

export {
  planLayer
};

import {
  packageName_69
} from "./chunk-R7Z676SJ.mjs";
import {
  layerLinks
} from "./chunk-ZKR32VMU.mjs";
import {
  layerPrefix_90
} from "./chunk-AGOBBPFH.mjs";
import {
  layerPath_56,
  packagePath_56
} from "./chunk-JFBJI7SK.mjs";
import {
  familyOf_45,
  parsePlatform_45
} from "./chunk-2UE5P62L.mjs";
import {
  planBundle
} from "./chunk-IFY5PY3T.mjs";
import {
  HOME_PREFIX_126
} from "./chunk-OD6NBJZO.mjs";
import {
  BundleError,
  FAILURES
} from "./chunk-C7V3FR64.mjs";

// src/commands/export/plan-export.ts
import { join } from "node:path";

// from-joined:src/home/closure/store-documents.ts
import { collectDocuments_152 } from "./core.mjs";

// src/commands/export/plan-export.ts
async function planExport(engine, { home, closure, executable, facts, name, beside }) {
  const trees = await treesOf(home, closure);
  const [store, ...layers] = await planTrees(engine, [trees.store, ...trees.layers], closure);
  if (store === void 0) throw new Error("the engine planned no store layer");
  const [ocx] = executable === void 0 ? [] : await engine.plan([executable.tree]);
  return planBundle({
    name,
    facts,
    store,
    ...beside && { beside },
    layers: closure.layers.map((layer, position) => ({ ...layer, plan: planAt(layers, position) })),
    ...executable !== void 0 && ocx !== void 0 && { ocx: { digest: executable.digest, size: executable.size, plan: ocx } }
  });
}
function factsOf({ roots, packages, sources }, declared, wanted) {
  return {
    platform: {
      os: wanted.os,
      architecture: wanted.architecture,
      features: featuresOf(
        packages.map(({ platform }) => platform),
        wanted
      )
    },
    roots,
    packages: packages.map(({ registry, leaf, repositories, platform }) => ({
      registry,
      leaf,
      repositories,
      platform
    })),
    sources,
    ...declared.kind === "project" && {
      project: { declarationHash: declared.project.declarationHash, groups: declared.groups }
    }
  };
}
function featuresOf(platforms, wanted) {
  const known = platforms.filter((platform) => platform !== "unknown").map((platform) => parsePlatform_45(platform));
  const demanded = new Set(known.flatMap(({ features }) => features));
  const decided = wanted.features.filter((feature) => demanded.has(feature));
  const families = new Set(decided.map(familyOf_45));
  return [...decided, ...[...demanded].filter((feature) => !families.has(familyOf_45(feature)))].toSorted();
}
async function treesOf(home, closure) {
  const store = { prefix: HOME_PREFIX_126, documents: await collectDocuments_152(home.read, closure) };
  const links = Map.groupBy(
    closure.packages.flatMap((pkg) => layerLinks(pkg, packagePath_56(pkg.registry, pkg.leaf))),
    ({ layer }) => layer
  );
  return { store, layers: closure.layers.map((layer) => layerTree(home, layer, links)) };
}
function layerTree(home, layer, links) {
  const packages = links.get(layerPath_56(layer.registry, layer.digest)) ?? [];
  return {
    // Also strips `content`, the top directory of the tree.
    links: packages.map(({ link }) => ({ ...link, strip: link.strip + 1 })),
    prefix: layerPrefix_90(layer),
    directory: { name: "content", path: join(home.path, layerPath_56(layer.registry, layer.digest), "content") },
    documents: [{ name: "digest", bytes: Buffer.from(layer.digest) }]
  };
}
async function planTrees(engine, trees, closure) {
  try {
    const plans = await engine.plan(trees);
    engine.checkPackages();
    return plans;
  } catch (error) {
    throw nameUnsupported(error, closure);
  }
}
var UNSUPPORTED = ["FILE_UNSUPPORTED", "PATH_UNSAFE"];
function nameUnsupported(error, { layers, packages, roots }) {
  if (!(error instanceof BundleError) || !UNSUPPORTED.includes(error.code)) return error;
  const layer = layers.find(({ registry, digest }) => error.message.includes(`${layerPath_56(registry, digest)}/`));
  const users = packages.filter(
    ({ registry, manifest }) => registry === layer?.registry && manifest.layers.some(({ digest }) => digest === layer.digest)
  );
  const names = users.map((user) => packageName_69(user, roots)).join(", ");
  const message = names === "" ? error.message : `${error.message} (layer of ${names})`;
  return new BundleError(error.code, message, { hint: FAILURES.FILE_UNSUPPORTED.hint, cause: error });
}
function planAt(plans, position) {
  const plan = plans[position];
  if (plan === void 0) throw new Error(`the engine made no plan ${position}`);
  return plan;
}

export {
  collectDocuments_152,
  planExport,
  factsOf,
  planAt
};

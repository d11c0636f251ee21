import {
  packageName_70
} from "./chunk-KXQOHID5.mjs";
import {
  layerLinks
} from "./chunk-Z64XVEMH.mjs";
import {
  layerPrefix_91
} from "./chunk-5J7PMGVS.mjs";
import {
  layerPath_57,
  packagePath_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  familyOf_46,
  parsePlatform_46
} from "./chunk-LM4DMEHJ.mjs";
import {
  planBundle
} from "./chunk-OWZRPGMY.mjs";
import {
  HOME_PREFIX_128
} from "./chunk-6SUZIHNH.mjs";
import {
  BundleError,
  FAILURES
} from "./chunk-B62UY6QL.mjs";

// src/commands/export/plan-export.ts
import { join } from "node:path";

// from-joined:src/home/closure/store-documents.ts
import { collectDocuments_157 } from "./core.mjs";

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
  const known = platforms.filter((platform) => platform !== "unknown").map((platform) => parsePlatform_46(platform));
  const demanded = new Set(known.flatMap(({ features }) => features));
  const decided = wanted.features.filter((feature) => demanded.has(feature));
  const families = new Set(decided.map(familyOf_46));
  return [...decided, ...[...demanded].filter((feature) => !families.has(familyOf_46(feature)))].toSorted();
}
async function treesOf(home, closure) {
  const store = { prefix: HOME_PREFIX_128, documents: await collectDocuments_157(home.read, closure) };
  const links = Map.groupBy(
    closure.packages.flatMap((pkg) => layerLinks(pkg, packagePath_57(pkg.registry, pkg.leaf))),
    ({ layer }) => layer
  );
  return { store, layers: closure.layers.map((layer) => layerTree(home, layer, links)) };
}
function layerTree(home, layer, links) {
  const packages = links.get(layerPath_57(layer.registry, layer.digest)) ?? [];
  return {
    // Also strips `content`, the top directory of the tree.
    links: packages.map(({ link }) => ({ ...link, strip: link.strip + 1 })),
    prefix: layerPrefix_91(layer),
    directory: { name: "content", path: join(home.path, layerPath_57(layer.registry, layer.digest), "content") },
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
  const layer = layers.find(({ registry, digest }) => error.message.includes(`${layerPath_57(registry, digest)}/`));
  const users = packages.filter(
    ({ registry, manifest }) => registry === layer?.registry && manifest.layers.some(({ digest }) => digest === layer.digest)
  );
  const names = users.map((user) => packageName_70(user, roots)).join(", ");
  const message = names === "" ? error.message : `${error.message} (layer of ${names})`;
  return new BundleError(error.code, message, { hint: FAILURES.FILE_UNSUPPORTED.hint, cause: error });
}
function planAt(plans, position) {
  const plan = plans[position];
  if (plan === void 0) throw new Error(`the engine made no plan ${position}`);
  return plan;
}

export {
  collectDocuments_157,
  planExport,
  factsOf,
  planAt
};

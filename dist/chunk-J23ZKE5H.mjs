import {
  attachBases
} from "./chunk-U5WZSPSP.mjs";
import {
  refuseDelta
} from "./chunk-T4V2RHKF.mjs";
import {
  collectClosure_88,
  mergeListed
} from "./chunk-OYSOGAZH.mjs";
import {
  packageName_70
} from "./chunk-KXQOHID5.mjs";
import {
  layerLinks
} from "./chunk-Z64XVEMH.mjs";
import {
  findDeclared,
  namedPackages,
  resolvePackages,
  similarName_84
} from "./chunk-XTZO5WJI.mjs";
import {
  parseIdentifier_69
} from "./chunk-5LQVMTV5.mjs";
import {
  homePath_20,
  indexPath_20
} from "./chunk-MNKW3YDE.mjs";
import {
  openBases
} from "./chunk-YUZHYX5T.mjs";
import {
  layerBlob_91,
  openEngine
} from "./chunk-5J7PMGVS.mjs";
import {
  openHome_113
} from "./chunk-UKQYM3E2.mjs";
import {
  layerPath_57,
  packagePath_57
} from "./chunk-HEAJCSBZ.mjs";
import {
  platformToChoose_9,
  wantedPlatform_9
} from "./chunk-CPMTHW7B.mjs";
import {
  readBundle_26
} from "./chunk-SELCG3S5.mjs";
import {
  defaultRegistry_7
} from "./chunk-22M2MICJ.mjs";
import {
  openInput_81
} from "./chunk-EAUOSOMP.mjs";
import {
  logsOf_22
} from "./chunk-3P5WIHGI.mjs";
import {
  openBundle_85
} from "./chunk-IGXA6UWY.mjs";
import {
  MAX_LISTED
} from "./chunk-M77KPOTZ.mjs";
import {
  BundleError
} from "./chunk-B62UY6QL.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/reading/list-files.ts
import { availableParallelism } from "node:os";
import { join } from "node:path";

// src/commands/results/choose-package.ts
function choosePackage(closure, text, defaultRegistry) {
  const identifier = parseIdentifier_69(text, defaultRegistry);
  const found = closure.packages.filter((pkg) => isMeant(identifier, pkg, closure));
  const [one, second] = found;
  if (one !== void 0 && second === void 0) return one;
  const names = (packages) => packages.map((pkg) => packageName_70(pkg, closure.roots));
  if (second !== void 0) {
    const what = `it means ${names(found).join(", ")}, expected one package`;
    throw new BundleError("OPTION_INVALID", `Cannot use package ${text}: ${what}`, {
      hint: "Add the tag or the digest."
    });
  }
  const meant = similarName_84(text, names(closure.packages));
  throw new BundleError(
    "PACKAGE_NOT_IN_BUNDLE",
    `Cannot find ${text} in the bundle: it has ${names(closure.packages).join(", ")}`,
    meant === void 0 ? {} : { hint: `Did you mean ${meant}?` }
  );
}
function isMeant({ registry, repository, tag, digest }, pkg, { roots }) {
  if (registry !== pkg.registry || !pkg.repositories.includes(repository)) return false;
  const own = roots.filter((root) => root.registry === registry && root.leaf === pkg.leaf);
  if (digest !== void 0) return digest === pkg.leaf || own.some(({ index }) => index === digest);
  return tag === void 0 || own.some((root) => root.repository === repository && root.tag === tag);
}

// src/commands/reading/list-files.ts
async function listBundle(source, listing, context, reporter) {
  const { packages, trees } = await listLayers(source, listing, context, reporter);
  return mergeAll(
    packages,
    (pkg) => treeLinks(pkg).map(({ layer, link }) => ({ ...link, tree: trees.get(layer) ?? NOTHING }))
  );
}
async function listLayers(source, { algorithm, only, platform, workers = availableParallelism(), bases: inputs = [], sole = true }, context, reporter) {
  var _stack = [];
  try {
    const reading = { ...logsOf_22(reporter), sole: sole && inputs.every(({ kind }) => kind === "file") };
    const progress = (done, total) => reporter.progress("fetch", done, total);
    const input = __using(_stack, await openInput_81(source, context, { ...reading, whole: true, progress }), true);
    const opened = await openBundle_85(input, { platform: await platformToChoose_9(platform) });
    if (inputs.length === 0) refuseDelta(opened, "list files of", true);
    const { closure } = await readBundle_26(opened);
    const registry = await defaultRegistry_7({ ...context, home: homePath_20(void 0, context) });
    const packages = only === void 0 ? closure.packages : [choosePackage(closure, only, registry)];
    const links = Map.groupBy(packages.flatMap(treeLinks), ({ layer }) => layer);
    const layers = opened.config.layers.filter((layer) => links.has(layerPath_57(layer.registry, layer.digest)));
    const stack = __using(_stack, new AsyncDisposableStack(), true);
    const engine = stack.use(openEngine({ workers }));
    const opening = { stack, takes: "homes", platform: opened.config.platform, ...reading };
    const bases = await openBases(inputs, context, opening);
    const bundle = await attachBases(opened, layers, { engine, home: void 0, bases, closure });
    const blobs = layers.map((layer) => {
      const path = layerPath_57(layer.registry, layer.digest);
      return { ...layerBlob_91(bundle, layer, closure), path, links: (links.get(path) ?? []).map(({ link }) => link) };
    });
    const listed = await engine.list(blobs, algorithm, progressOf(blobs, context, reporter));
    engine.checkPackages();
    await input.finish();
    return { packages, trees: new Map(blobs.map(({ path }, place) => [path, listed[place] ?? NOTHING])) };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
var NOTHING = { records: [] };
async function listHome(path, { algorithm, only, platform, workers = availableParallelism() }, context, reporter) {
  const home = await openHome_113(path, indexPath_20(context));
  const wanted = await wantedPlatform_9(platform);
  const declared = only === void 0 ? await findDeclared({ kind: "all" }, home.path, context) : await namedPackages([only], home.path, context);
  const { roots } = await resolvePackages(home, declared, wanted);
  const closure = await collectClosure_88(home.read, roots, wanted);
  const isRoot = (pkg) => roots.some(({ registry, leaf }) => registry === pkg.registry && leaf === pkg.leaf);
  const packages = only === void 0 ? closure.packages : closure.packages.filter(isRoot);
  const trees = await hashContents(home, packages, { algorithm, workers }, context, reporter);
  return mergeAll(packages, (_, place) => [{ tree: trees[place] ?? NOTHING, strip: 1, prefix: "" }]);
}
async function hashContents(home, packages, { algorithm, workers }, context, reporter) {
  var _stack = [];
  try {
    const engine = __using(_stack, openEngine({ workers }), true);
    const plans = await engine.plan(
      packages.map((pkg) => ({
        prefix: `${packagePath_57(pkg.registry, pkg.leaf)}/`,
        directory: { name: "content", path: join(home.path, contentPath(pkg)) },
        documents: []
      }))
    );
    return await engine.hash(plans, algorithm, progressOf(plans, context, reporter));
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
function mergeAll(packages, treesOf) {
  let room = MAX_LISTED;
  return packages.map((pkg, place) => {
    const entries = mergeListed(treesOf(pkg, place), room);
    room -= entries.length;
    return { ...describe(pkg), entries };
  });
}
function describe(pkg) {
  const { registry, repositories, leaf } = pkg;
  return { registry, repository: repositories[0] ?? "", digest: leaf, path: contentPath(pkg) };
}
function contentPath({ registry, leaf }) {
  return `${packagePath_57(registry, leaf)}/content`;
}
function treeLinks(pkg) {
  return layerLinks(pkg, contentPath(pkg)).map(({ layer, link }) => ({
    layer,
    link: { ...link, strip: link.strip + 1 }
  }));
}
function progressOf(trees, { signal }, reporter) {
  const total = trees.reduce((sum, { contentSize }) => sum + contentSize, 0);
  return (done) => {
    signal.throwIfAborted();
    reporter.progress("list", done, total);
  };
}

export {
  listBundle,
  listHome,
  contentPath,
  treeLinks
};

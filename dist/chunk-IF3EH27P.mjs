import {
  collectClosure_93,
  mergeListed
} from "./chunk-2HL3K6QQ.mjs";
import {
  findDeclared,
  namedPackages,
  resolvePackages,
  similarName_89
} from "./chunk-AOLQO5SV.mjs";
import {
  packageName_77
} from "./chunk-BCPWLTE6.mjs";
import {
  layerLinks
} from "./chunk-5FKGJIBT.mjs";
import {
  platformToChoose_11,
  wantedPlatform_11
} from "./chunk-DT4JO2JF.mjs";
import {
  readBundle_28
} from "./chunk-O6BECCDK.mjs";
import {
  openHome_124
} from "./chunk-36ADXCOP.mjs";
import {
  parseIdentifier_50
} from "./chunk-GLT4JWU7.mjs";
import {
  homePath_22,
  indexPath_22
} from "./chunk-AYBBYT3T.mjs";
import {
  layerBlob_96,
  openEngine
} from "./chunk-ND3EQYLI.mjs";
import {
  layerPath_51,
  packagePath_51
} from "./chunk-KRM37I2B.mjs";
import {
  defaultRegistry_7
} from "./chunk-22M2MICJ.mjs";
import {
  openInput_86
} from "./chunk-QI3CPHO2.mjs";
import {
  logsOf_24
} from "./chunk-ZO2PUWIT.mjs";
import {
  openBundle_90
} from "./chunk-53HI346J.mjs";
import {
  MAX_LISTED
} from "./chunk-P25APHHE.mjs";
import {
  BundleError
} from "./chunk-C7V3FR64.mjs";
import {
  __callDispose,
  __using
} from "./chunk-4XS24JEZ.mjs";

// src/commands/reading/list-files.ts
import { availableParallelism } from "node:os";
import { join } from "node:path";

// src/commands/results/choose-package.ts
function choosePackage(closure, text, defaultRegistry) {
  const identifier = parseIdentifier_50(text, defaultRegistry);
  const found = closure.packages.filter((pkg) => isMeant(identifier, pkg, closure));
  const [one, second] = found;
  if (one !== void 0 && second === void 0) return one;
  const names = (packages) => packages.map((pkg) => packageName_77(pkg, closure.roots));
  if (second !== void 0) {
    const what = `it means ${names(found).join(", ")}, expected one package`;
    throw new BundleError("OPTION_INVALID", `Cannot use package ${text}: ${what}`, {
      hint: "Add the tag or the digest."
    });
  }
  const meant = similarName_89(text, names(closure.packages));
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
async function listBundle(source, { algorithm, only, platform, workers = availableParallelism() }, context, reporter) {
  var _stack = [];
  try {
    const input = __using(_stack, await openInput_86(source, context, logsOf_24(reporter)), true);
    const bundle = await openBundle_90(input, { platform: await platformToChoose_11(platform) });
    const { closure } = await readBundle_28(bundle);
    const registry = await defaultRegistry_7({ ...context, home: homePath_22(void 0, context) });
    const packages = only === void 0 ? closure.packages : [choosePackage(closure, only, registry)];
    const links = Map.groupBy(packages.flatMap(treeLinks), ({ layer }) => layer);
    const blobs = bundle.config.layers.flatMap((layer) => {
      const path = layerPath_51(layer.registry, layer.digest);
      const own = links.get(path);
      return own === void 0 ? [] : [{ ...layerBlob_96(bundle, layer, closure), path, links: own.map(({ link }) => link) }];
    });
    const engine = __using(_stack, openEngine({ workers }), true);
    const trees = await engine.list(blobs, algorithm, progressOf(blobs, context, reporter));
    engine.checkPackages();
    await input.finish();
    const listed = new Map(blobs.map(({ path }, place) => [path, trees[place]]));
    return mergeAll(
      packages,
      (pkg) => treeLinks(pkg).map(({ layer, link }) => ({ ...link, tree: listed.get(layer) ?? NOTHING }))
    );
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
}
var NOTHING = { records: [] };
async function listHome(path, { algorithm, only, platform, workers = availableParallelism() }, context, reporter) {
  var _stack = [];
  try {
    const home = await openHome_124(path, indexPath_22(context));
    const wanted = await wantedPlatform_11(platform);
    const declared = only === void 0 ? await findDeclared({ kind: "all" }, home.path, context) : await namedPackages([only], home.path, context);
    const { roots } = await resolvePackages(home, declared, wanted);
    const closure = await collectClosure_93(home.read, roots, wanted);
    const isRoot = (pkg) => roots.some(({ registry, leaf }) => registry === pkg.registry && leaf === pkg.leaf);
    const packages = only === void 0 ? closure.packages : closure.packages.filter(isRoot);
    const engine = __using(_stack, openEngine({ workers }), true);
    const plans = await engine.plan(
      packages.map((pkg) => ({
        prefix: `${packagePath_51(pkg.registry, pkg.leaf)}/`,
        directory: { name: "content", path: join(home.path, contentPath(pkg)) },
        documents: []
      }))
    );
    const trees = await engine.hash(plans, algorithm, progressOf(plans, context, reporter));
    return mergeAll(packages, (_2, place) => [{ tree: trees[place] ?? NOTHING, strip: 1, prefix: "" }]);
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
  return `${packagePath_51(registry, leaf)}/content`;
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

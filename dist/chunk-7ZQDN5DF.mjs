import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  mergeListed
} from "./chunk-2JFBNON4.mjs";
import {
  findDeclared,
  namedPackages,
  resolvePackages
} from "./chunk-M3Q6YHBR.mjs";
import {
  layerLinks
} from "./chunk-JPKJAW7D.mjs";
import {
  openEngine
} from "./chunk-D4QKHM76.mjs";
import {
  nearest
} from "./chunk-REH3XOZH.mjs";
import {
  platformToChoose,
  wantedPlatform
} from "./chunk-A53YNI3Z.mjs";
import {
  homePath
} from "./chunk-IMNXN3X2.mjs";
import {
  collectClosure,
  readBundle
} from "./chunk-RR4ME3WQ.mjs";
import {
  layerBlob
} from "./chunk-P6SR4IK7.mjs";
import {
  packageName
} from "./chunk-IRSTIHGJ.mjs";
import {
  openHome
} from "./chunk-K7OIXQE2.mjs";
import {
  layerPath,
  packagePath
} from "./chunk-T75H43WP.mjs";
import {
  openInput
} from "./chunk-TSQGIPLC.mjs";
import {
  logsOf
} from "./chunk-N2LVX2II.mjs";
import {
  defaultRegistry
} from "./chunk-O33FM3KH.mjs";
import {
  parseIdentifier
} from "./chunk-M6FOAHYW.mjs";
import {
  openBundle
} from "./chunk-6ZRXCNM6.mjs";
import {
  MAX_LISTED
} from "./chunk-Z2KHX2NZ.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";
import {
  __callDispose,
  __using
} from "./chunk-MU6RN3XU.mjs";

// src/commands/reading/list-files.ts
import { availableParallelism } from "node:os";
import { join } from "node:path";

// src/commands/results/choose-package.ts
function choosePackage(closure, text, defaultRegistry2) {
  const identifier = parseIdentifier(text, defaultRegistry2);
  const found = closure.packages.filter((pkg) => isMeant(identifier, pkg, closure));
  const [one, second] = found;
  if (one !== void 0 && second === void 0) return one;
  const names = (packages) => packages.map((pkg) => packageName(pkg, closure.roots));
  if (second !== void 0) {
    const what = `it means ${names(found).join(", ")}, expected one package`;
    throw new BundleError("OPTION_INVALID", `Cannot use package ${text}: ${what}`, {
      hint: "Add the tag or the digest."
    });
  }
  const meant = nearest(text, names(closure.packages));
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
    const input = __using(_stack, await openInput(source, context, logsOf(reporter)), true);
    const bundle = await openBundle(input, { platform: await platformToChoose(platform) });
    const { closure } = await readBundle(bundle);
    const registry = await defaultRegistry({ ...context, home: homePath(void 0, context) });
    const packages = only === void 0 ? closure.packages : [choosePackage(closure, only, registry)];
    const links = Map.groupBy(packages.flatMap(treeLinks), ({ layer }) => layer);
    const blobs = bundle.config.layers.flatMap((layer) => {
      const path = layerPath(layer.registry, layer.digest);
      const own = links.get(path);
      return own === void 0 ? [] : [{ ...layerBlob(bundle, layer, closure), path, links: own.map(({ link }) => link) }];
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
    const home = await openHome(path);
    const wanted = await wantedPlatform(platform);
    const declared = only === void 0 ? await findDeclared({ kind: "all" }, home.path, context) : await namedPackages([only], home.path, context);
    const { roots } = await resolvePackages(home, declared, wanted);
    const closure = await collectClosure(home.read, roots, wanted);
    const isRoot = (pkg) => roots.some(({ registry, leaf }) => registry === pkg.registry && leaf === pkg.leaf);
    const packages = only === void 0 ? closure.packages : closure.packages.filter(isRoot);
    const engine = __using(_stack, openEngine({ workers }), true);
    const plans = await engine.plan(
      packages.map((pkg) => ({
        prefix: `${packagePath(pkg.registry, pkg.leaf)}/`,
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
  return `${packagePath(registry, leaf)}/content`;
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

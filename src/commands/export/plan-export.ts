import { join } from "node:path";
import type { TreeEngine } from "../../archive/engine/engine.ts";
import type { Tree, TreePlan } from "../../archive/frames/tree.ts";
import { HOME_PREFIX } from "../../bundle/config.ts";
import type { Beside } from "../../bundle/manifests-beside.ts";
import { type BundleFacts, type BundlePlan, planBundle } from "../../bundle/plan-bundle.ts";
import { type ErrorCode, FAILURES } from "../../error-codes.ts";
import { BundleError } from "../../errors.ts";
import type { Closure, ClosureLayer } from "../../home/closure/closure.ts";
import { collectDocuments } from "../../home/closure/store-documents.ts";
import type { Home } from "../../home/model/open-home.ts";
import { layerPath, packagePath } from "../../home/model/paths.ts";
import { layerLinks } from "../../home/publish/stage-import.ts";
import type { Declared } from "../../home/resolve/resolve-packages.ts";
import { familyOf, type Platform, parsePlatform } from "../../oci/platform.ts";
import type { ExecutableCopy } from "../ocx/copy-executable.ts";
import { layerPrefix } from "../reading/layer-blob.ts";
import { packageName } from "../results/summarize-bundle.ts";

/** The packages to export, and the facts about them in the bundle config. */
export interface Exported {
  readonly home: Home;
  readonly closure: Closure;
  readonly facts: BundleFacts;
  /** The executable `ocx`, if it travels. */
  readonly executable?: Pick<ExecutableCopy, "digest" | "size" | "tree"> | undefined;
  /** Name of the bundle. */
  readonly name: string;
  /** Manifests beside the bundle. */
  readonly beside?: Beside;
}

/**
 * Walks the layer trees of the packages and plans the bundle. Applies the checks of an import to the packages.
 * @throws BundleError `FILE_UNSUPPORTED`, `PATH_UNSAFE` naming the packages, `LIMIT_EXCEEDED`, `OPTION_INVALID`
 */
export async function planExport(
  engine: TreeEngine,
  { home, closure, executable, facts, name, beside }: Exported,
): Promise<BundlePlan> {
  const trees = await treesOf(home, closure);
  const [store, ...layers] = await planTrees(engine, [trees.store, ...trees.layers], closure);
  if (store === undefined) throw new Error("the engine planned no store layer");
  const [ocx] = executable === undefined ? [] : await engine.plan([executable.tree]);
  return planBundle({
    name,
    facts,
    store,
    ...(beside && { beside }),
    layers: closure.layers.map((layer, position) => ({ ...layer, plan: planAt(layers, position) })),
    ...(executable !== undefined &&
      ocx !== undefined && { ocx: { digest: executable.digest, size: executable.size, plan: ocx } }),
  });
}

/** The facts about the packages in the bundle config, without their layer trees. */
export function factsOf({ roots, packages, sources }: Closure, declared: Declared, wanted: Platform): BundleFacts {
  return {
    platform: {
      os: wanted.os,
      architecture: wanted.architecture,
      features: featuresOf(
        packages.map(({ platform }) => platform),
        wanted,
      ),
    },
    roots,
    packages: packages.map(({ registry, leaf, repositories, platform }) => ({
      registry,
      leaf,
      repositories,
      platform,
    })),
    sources,
    ...(declared.kind === "project" && {
      project: { declarationHash: declared.project.declarationHash, groups: declared.groups },
    }),
  };
}

/**
 * Platform features that the packages need. Features of this machine are left out, so that every exporter writes the same bytes.
 * Of alternatives, such as two libcs, only the wanted one: it was chosen wherever a package offers both.
 */
function featuresOf(platforms: readonly string[], wanted: Platform): readonly string[] {
  const known = platforms.filter((platform) => platform !== "unknown").map((platform) => parsePlatform(platform));
  const demanded = new Set(known.flatMap(({ features }) => features));
  const decided = wanted.features.filter((feature) => demanded.has(feature));
  const families = new Set(decided.map(familyOf));
  return [...decided, ...[...demanded].filter((feature) => !families.has(familyOf(feature)))].toSorted();
}

/** The trees that become blobs: one for all small documents, and one for each layer. */
async function treesOf(
  home: Home,
  closure: Closure,
): Promise<{ readonly store: Tree; readonly layers: readonly Tree[] }> {
  const store = { prefix: HOME_PREFIX, documents: await collectDocuments(home.read, closure) };
  const links = Map.groupBy(
    closure.packages.flatMap((pkg) => layerLinks(pkg, packagePath(pkg.registry, pkg.leaf))),
    ({ layer }) => layer,
  );
  return { store, layers: closure.layers.map((layer) => layerTree(home, layer, links)) };
}

function layerTree(home: Home, layer: ClosureLayer, links: ReadonlyMap<string, ReturnType<typeof layerLinks>>): Tree {
  const packages = links.get(layerPath(layer.registry, layer.digest)) ?? [];
  return {
    // Also strips `content`, the top directory of the tree.
    links: packages.map(({ link }) => ({ ...link, strip: link.strip + 1 })),
    prefix: layerPrefix(layer),
    directory: { name: "content", path: join(home.path, layerPath(layer.registry, layer.digest), "content") },
    documents: [{ name: "digest", bytes: Buffer.from(layer.digest) }],
  };
}

/** Plans the trees, and applies the checks of an import to the packages made of them. */
async function planTrees(engine: TreeEngine, trees: readonly Tree[], closure: Closure): Promise<readonly TreePlan[]> {
  try {
    const plans = await engine.plan(trees);
    engine.checkPackages();
    return plans;
  } catch (error) {
    throw nameUnsupported(error, closure);
  }
}

/** Codes for an entry in a layer that cannot be exported, or that an import would refuse. */
const UNSUPPORTED: readonly ErrorCode[] = ["FILE_UNSUPPORTED", "PATH_UNSAFE"];

/** Adds the packages of the layer to the message, and a hint about the package: on export no bundle is at fault. */
function nameUnsupported(error: unknown, { layers, packages, roots }: Closure): unknown {
  if (!(error instanceof BundleError) || !UNSUPPORTED.includes(error.code)) return error;
  const layer = layers.find(({ registry, digest }) => error.message.includes(`${layerPath(registry, digest)}/`));
  const users = packages.filter(
    ({ registry, manifest }) =>
      registry === layer?.registry && manifest.layers.some(({ digest }) => digest === layer.digest),
  );
  const names = users.map((user) => packageName(user, roots)).join(", ");
  const message = names === "" ? error.message : `${error.message} (layer of ${names})`;
  return new BundleError(error.code, message, { hint: FAILURES.FILE_UNSUPPORTED.hint, cause: error });
}

export function planAt(plans: readonly TreePlan[], position: number): TreePlan {
  const plan = plans[position];
  if (plan === undefined) throw new Error(`the engine made no plan ${position}`);
  return plan;
}

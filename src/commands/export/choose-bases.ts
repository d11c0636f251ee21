import { existsSync } from "node:fs";
import type { TreeEngine } from "../../archive/engine/engine.ts";
import { entriesOfListed, entriesOfPlan } from "../../archive/engine/text-entries.ts";
import { textOfBlob, textOfTree } from "../../archive/engine/text-sources.ts";
import type { TextSource } from "../../archive/frames/text.ts";
import type { TreePlan } from "../../archive/frames/tree.ts";
import { type BaseIndex, indexBase, overlapOf } from "../../bundle/plan-dictionaries.ts";
import type { Closure, ClosurePackage } from "../../home/closure/closure.ts";
import { inHome } from "../../home/contents/target-home.ts";
import { layerPath } from "../../home/model/paths.ts";
import type { Digest } from "../../oci/digest.ts";
import { layerPrefix } from "../reading/layer-blob.ts";
import type { Base, BaseLayer } from "../reading/open-bases.ts";
import { planLayer } from "../reading/plan-layer.ts";

/** A base layer whose text is at hand. */
export interface OpenedBaseLayer {
  readonly layer: BaseLayer;
  readonly text: TextSource;
  readonly index: BaseIndex;
}

/** Most layers that are compared by their paths when no package is of the same repository. */
const MOST_COMPARED = 64;

/** A layer of the new bundle. */
interface LayerToPatch {
  readonly registry: string;
  readonly digest: Digest;
  readonly plan: TreePlan;
}

/**
 * Chooses base layers for patches: those of the same repository and at the same place among its layers, else those with the most
 * bytes at the same paths. Opens each layer once.
 */
export function baseChooser(
  engine: TreeEngine,
  home: string,
  bases: readonly Base[],
): (layer: LayerToPatch, closure: Closure) => Promise<OpenedBaseLayer | undefined> {
  const opened = new Map<string, Promise<OpenedBaseLayer | undefined>>();
  const all = new Map(bases.flatMap(({ layers }) => [...layers]));
  const open = (path: string): Promise<OpenedBaseLayer | undefined> => {
    const known = opened.get(path) ?? openLayer(engine, home, { bases, path });
    opened.set(path, known);
    return known;
  };
  return async (layer, closure) => {
    const own = layerPath(layer.registry, layer.digest);
    const related = relatedTo(layer, closure, bases).filter((path) => path !== own && all.has(path));
    const candidates = related.length > 0 ? related : [...all.keys()].slice(0, MOST_COMPARED);
    let best: OpenedBaseLayer | undefined;
    let most = 0;
    for (const path of new Set(candidates)) {
      const candidate = await open(path);
      const overlap = candidate === undefined ? 0 : overlapOf(entriesOfPlan(layer.plan), candidate.index);
      if (overlap <= most) continue;
      best = candidate;
      most = overlap;
    }
    return best;
  };
}

/** Layers at the same place in packages of the same repository, by their path in a home. */
function relatedTo(
  { registry, digest }: LayerToPatch,
  { packages }: Closure,
  bases: readonly Base[],
): readonly string[] {
  const place = (pkg: ClosurePackage): number => pkg.manifest.layers.findIndex((layer) => layer.digest === digest);
  const users = packages.filter((pkg) => pkg.registry === registry && place(pkg) !== -1);
  return bases
    .flatMap((base) => base.packages)
    .flatMap((old) =>
      users
        .filter(
          (user) => user.registry === old.registry && user.repositories.some((one) => old.repositories.includes(one)),
        )
        .flatMap((user) => old.manifest.layers.slice(place(user), place(user) + 1)),
    )
    .map((layer) => layerPath(registry, layer.digest));
}

/** Opens a layer of a base bundle, else the same layer of this home. */
async function openLayer(
  engine: TreeEngine,
  home: string,
  { bases, path }: { readonly bases: readonly Base[]; readonly path: string },
): Promise<OpenedBaseLayer | undefined> {
  for (const { bundle } of bases) {
    const layer = bundle?.config.layers.find(({ registry, digest }) => layerPath(registry, digest) === path);
    if (bundle === undefined || layer === undefined || !bundle.blobs.has(layer.blob)) continue;
    const prefix = layerPrefix(layer);
    const blob = bundle.layer(layer, prefix);
    const [listed] = await engine.list([blob], "sha256");
    if (listed === undefined) return undefined;
    return { layer, text: textOfBlob(blob), index: indexBase(entriesOfListed(listed, prefix), layer.contentSize) };
  }
  const layer = bases.flatMap(({ layers }) => [...layers]).find(([where]) => where === path)?.[1];
  if (layer === undefined || !existsSync(inHome(home, `${path}/content`))) return undefined;
  const plan = await planLayer(engine, home, layer);
  if (plan === undefined) return undefined;
  const text = textOfTree(plan, `layer ${layer.digest} in ${home}`);
  if (layer.contentDigest !== undefined) {
    const [found] = await engine.digestTexts([text]);
    if (found !== layer.contentDigest) return undefined;
  }
  return { layer, text, index: indexBase(entriesOfPlan(plan), plan.contentSize) };
}

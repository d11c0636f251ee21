import type { FramesToCompare } from "../../archive/engine/compare-frames.ts";
import type { TreeEngine } from "../../archive/engine/engine.ts";
import type { BundleLayer } from "../../bundle/config.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import { isComplete } from "../../home/closure/check-layers.ts";
import type { Base } from "../reading/open-bases.ts";
import { planLayer } from "../reading/plan-layer.ts";

/**
 * Compares layers that a delta omits with those of homes: their frames must have the content digests that the bundle has. Layers that
 * base bundles have are left to them.
 * @returns the layers that a home has, as they should be
 * @throws BundleError `BASE_CHANGED` naming every layer that differs, and what reading the homes throws
 */
export async function matchOmitted(
  { config, delta, content }: Bundle,
  bases: readonly Base[],
  engine: TreeEngine,
): Promise<ReadonlySet<BundleLayer>> {
  const omitted = new Set(delta?.config.omitted);
  const found: (FramesToCompare & { readonly layer: BundleLayer; readonly home: string })[] = [];
  for (const layer of config.layers.filter(({ blob }) => omitted.has(blob))) {
    if (bases.some(({ bundle }) => bundle !== undefined && hasLayer(bundle, layer))) continue;
    for (const { home } of bases) {
      if (home === undefined || !(await isComplete({ path: home }, layer))) continue;
      const plan = await planLayer(engine, home, layer);
      if (plan === undefined) continue;
      found.push({ plan, listed: layer.frames, layer, home });
      break;
    }
  }
  const matched = await engine.match(found);
  const changed = found.filter((_, place) => (matched[place]?.different.length ?? 0) > 0);
  if (changed.length === 0) return new Set(found.map(({ layer }) => layer));
  throw new BundleError("BASE_CHANGED", [
    `Cannot verify delta ${content.name}: these layers are not as its bundle has them`,
    ...changed.map(({ layer, home }) => `layer ${layer.digest} of ${layer.registry} in ${home}, which the delta omits`),
  ]);
}

function hasLayer({ config }: Bundle, { registry, digest }: BundleLayer): boolean {
  return config.layers.some((layer) => layer.registry === registry && layer.digest === digest);
}

import type { TreeEngine } from "../../archive/engine/engine.ts";
import { entriesOfPlan } from "../../archive/engine/text-entries.ts";
import type { BundleConfig } from "../../bundle/config.ts";
import type { BundlePlan } from "../../bundle/plan-bundle.ts";
import { planDictionaries } from "../../bundle/plan-dictionaries.ts";
import type { LayerChoice } from "../../bundle/write-delta.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { layerPath } from "../../home/model/paths.ts";
import type { Digest } from "../../oci/digest.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import { ownersOf } from "../reading/layer-blob.ts";
import type { Base } from "../reading/open-bases.ts";
import { baseChooser, type OpenedBaseLayer } from "./choose-bases.ts";
import { planAt } from "./plan-export.ts";

/** A patch pays up to this share of the layer's blob. */
const MAX_PATCH_SHARE = 0.9;

export interface LayersToChoose {
  /** Absolute path of the exported home, which may have layers of the bases. */
  readonly home: string;
  readonly closure: Closure;
  readonly plan: BundlePlan;
  readonly bases: readonly Base[];
  readonly reporter: Reporter;
}

/**
 * Chooses for each layer of a bundle how it travels in a delta, by the digest of its blob. Says which ones have no base here.
 * @throws BundleError what reading the bases throws
 */
export async function chooseDeltaLayers(
  engine: TreeEngine,
  { layers }: BundleConfig,
  { home, closure, plan, bases, reporter }: LayersToChoose,
): Promise<ReadonlyMap<Digest, LayerChoice>> {
  const choices = new Map<Digest, LayerChoice>();
  const choose = baseChooser(engine, home, bases);
  const held = (registry: string, digest: Digest): boolean =>
    bases.some((base) => base.layers.has(layerPath(registry, digest)));
  for (const { registry, digest, tree } of plan.layers) {
    const listed = layers.find((layer) => layer.registry === registry && layer.digest === digest);
    if (listed === undefined || choices.has(listed.blob)) continue;
    if (held(registry, digest)) {
      choices.set(listed.blob, { kind: "omitted" });
      continue;
    }
    const layer = { registry, digest, plan: planAt(plan.trees, tree) };
    const base = await choose(layer, closure);
    if (base === undefined)
      reporter.say(`Layer ${digest} of ${ownersOf(layer, closure)} travels whole: no base has a similar one here`);
    choices.set(listed.blob, base === undefined ? { kind: "whole" } : patchFrom(base, layer, listed.frames));
  }
  return choices;
}

function patchFrom(
  { layer, text, index }: OpenedBaseLayer,
  { plan }: { readonly plan: ReturnType<typeof planAt> },
  frames: BundleConfig["layers"][number]["frames"],
): LayerChoice {
  return {
    kind: "patched",
    base: { registry: layer.registry, digest: layer.digest, size: text.size },
    text,
    ranges: planDictionaries(frames, entriesOfPlan(plan), index),
    maxShare: MAX_PATCH_SHARE,
  };
}

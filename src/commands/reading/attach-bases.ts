import type { TreeEngine } from "../../archive/engine/engine.ts";
import { textOfBlob, textOfTree } from "../../archive/engine/text-sources.ts";
import type { FramedBlob } from "../../archive/frames/frame-table.ts";
import type { TextSource } from "../../archive/frames/text.ts";
import type { TreePlan } from "../../archive/frames/tree.ts";
import { filesChangedByHand, nameFiles } from "../../archive/worker/files-changed-by-hand.ts";
import type { BundleLayer } from "../../bundle/config.ts";
import type { PatchBase } from "../../bundle/delta-config.ts";
import { type Bundle, topOf } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import { isComplete } from "../../home/closure/check-layers.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { layerPath } from "../../home/model/paths.ts";
import type { Digest } from "../../oci/digest.ts";
import { layerPrefix, ownersOf } from "./layer-blob.ts";
import type { Base } from "./open-bases.ts";
import { planLayer } from "./plan-layer.ts";

/** The home and the bundles in which the base layers of a delta are looked for. */
export interface BasesOfDelta {
  /** Walks trees of homes: that which reads them later, since threads take long to start. */
  readonly engine: TreeEngine;
  /** Absolute path of a home whose layers may be bases; undefined if there is none. */
  readonly home: string | undefined;
  readonly bases: readonly Base[];
  /** Names the packages of layers in messages. */
  readonly closure: Closure;
  /** Whether trees of homes may stand for layers that the delta omits. */
  readonly takesTrees?: boolean;
  /** Other missing things, as lines of the message. */
  readonly lacking?: readonly string[];
}

/** The source of a layer that the delta omits or has as a patch. */
export type LayerSource =
  /** The blob of a base bundle, with the same content in frames with the same borders. */
  | { readonly kind: "blob"; readonly blob: FramedBlob }
  | { readonly kind: "patch"; readonly text: TextSource }
  | { readonly kind: "tree"; readonly plan: TreePlan };

type LayerName = Pick<BundleLayer, "registry" | "digest">;

/** Layers that were looked for in vain, as lines of a message. */
interface Problems {
  readonly missing: string[];
  readonly changed: string[];
}

/**
 * Gives a delta what it lacks of some layers. Any other bundle is returned as it is.
 * @param layers the layers that will be read
 * @throws BundleError as {@link findLayerSources}
 */
export async function attachBases(bundle: Bundle, layers: readonly LayerName[], given: BasesOfDelta): Promise<Bundle> {
  const { delta } = bundle;
  if (delta === undefined) return bundle;
  const sources = await findLayerSources(bundle, layers, given);
  return {
    ...bundle,
    has: (layer) => bundle.has(layer) || sources.has(layer.blob),
    layer(layer, prefix) {
      const source = sources.get(layer.blob);
      if (source?.kind === "patch") return { ...delta.patched(layer, prefix, source.text), top: topOf(layer) };
      return source?.kind === "blob" ? { ...source.blob, prefix, top: topOf(layer) } : bundle.layer(layer, prefix);
    },
  };
}

/**
 * Finds what a delta lacks of some layers: the texts of their bases, and layers of base bundles and homes. Looks at names and sizes
 * only: content is checked when it is read.
 * @throws BundleError `BASE_MISSING`, `BASE_CHANGED`, each naming every layer at fault
 */
export async function findLayerSources(
  bundle: Bundle,
  layers: readonly LayerName[],
  given: BasesOfDelta,
): Promise<ReadonlyMap<Digest, LayerSource>> {
  const sources = new Map<Digest, LayerSource>();
  const problems: Problems = { missing: [], changed: [] };
  const { engine } = given;
  for (const layer of layersOf(bundle, layers)) {
    if (bundle.blobs.has(layer.blob)) continue;
    const source = await findSource(engine, bundle, { layer, given, problems });
    if (source !== undefined) sources.set(layer.blob, source);
  }
  const { changed } = problems;
  const missing = [...problems.missing, ...(given.lacking ?? [])];
  const start = `Cannot use delta ${bundle.content.name}: ${where(given)}`;
  if (missing.length > 0) throw new BundleError("BASE_MISSING", [`${start} lacks`, ...missing]);
  if (changed.length > 0)
    throw new BundleError("BASE_CHANGED", [`${start} has other files than the delta was made for in`, ...changed]);
  return sources;
}

async function findSource(
  engine: TreeEngine,
  { delta }: Bundle,
  {
    layer,
    given,
    problems,
  }: { readonly layer: BundleLayer; readonly given: BasesOfDelta; readonly problems: Problems },
): Promise<LayerSource | undefined> {
  const name = `layer ${layer.digest} of ${ownersOf(layer, given.closure)}`;
  const blob = wholeFrom(layer, given.bases);
  if (blob !== undefined) return { kind: "blob", blob };
  const patch = delta?.patchOf(layer.blob);
  if (patch === undefined) {
    const plan = given.takesTrees === true ? await findTree(engine, layer, given) : undefined;
    if (plan !== undefined) return { kind: "tree", plan };
    const isThere = given.bases.some(({ bundle }) => bundle !== undefined && layerOf(bundle, layer) !== undefined);
    const inHome =
      given.takesTrees !== true && (await isInHome(layer, given)) ? ": give a bundle that has it, not a home" : "";
    problems[isThere ? "changed" : "missing"].push(`${name}, which the delta omits${inHome}`);
    return undefined;
  }
  const found = await findText(engine, patch.base, given);
  if ("text" in found) return { kind: "patch", text: found.text };
  const files = found.files.length === 0 ? "" : ` (changed since: ${nameFiles(found.files)})`;
  problems[found.problem].push(
    `layer ${patch.base.digest} of ${patch.base.registry}, from which the delta makes ${name}${files}`,
  );
  return undefined;
}

/** Whether a base that is a home has a layer. The home of an import is asked before: it needs no layer that it has. */
async function isInHome(layer: LayerName, { bases }: BasesOfDelta): Promise<boolean> {
  for (const { home } of bases) if (home !== undefined && (await isComplete({ path: home }, layer))) return true;
  return false;
}

async function findTree(engine: TreeEngine, layer: BundleLayer, given: BasesOfDelta): Promise<TreePlan | undefined> {
  for (const path of homesOf(given)) {
    const plan = (await isComplete({ path }, layer)) ? await planLayer(engine, path, layer) : undefined;
    if (plan?.contentSize === layer.contentSize && plan.frames.length === layer.frames.length) return plan;
  }
  return undefined;
}

function homesOf({ home, bases }: BasesOfDelta): readonly string[] {
  return [home, ...bases.map((base) => base.home)].filter((path) => path !== undefined);
}

function where({ home, bases }: BasesOfDelta): string {
  const names = [...(home === undefined ? [] : [`home ${home}`]), ...new Set(bases.map(({ name }) => name))];
  return names.length === 0 ? "nothing is given that" : names.join(" and ");
}

function layersOf({ config }: Bundle, wanted: readonly LayerName[]): readonly BundleLayer[] {
  const names = new Set(wanted.map(({ registry, digest }) => layerPath(registry, digest)));
  return config.layers.filter(({ registry, digest }) => names.has(layerPath(registry, digest)));
}

/**
 * The same layer in a base bundle, if it has the same content in frames with the same borders. Exported under another umask, its
 * directories have other modes.
 */
function wholeFrom(layer: BundleLayer, bases: readonly Base[]): FramedBlob | undefined {
  for (const { bundle } of bases) {
    const other = bundle && layerOf(bundle, layer);
    if (bundle === undefined || other === undefined || !bundle.blobs.has(other.blob)) continue;
    const isSame =
      other.entryCount === layer.entryCount &&
      other.frames.length === layer.frames.length &&
      layer.frames.every(({ contentDigest, contentSize, fileOffset }, index) => {
        const frame = other.frames[index];
        const isSameContent = contentDigest !== undefined && frame?.contentDigest === contentDigest;
        return isSameContent && frame.contentSize === contentSize && frame.fileOffset === fileOffset;
      });
    if (isSame) return { ...bundle.layer(other, layerPrefix(layer)), checksContent: true };
  }
  return undefined;
}

function layerOf({ config }: Bundle, { registry, digest }: LayerName): BundleLayer | undefined {
  return config.layers.find((layer) => layer.registry === registry && layer.digest === digest);
}

async function findText(
  engine: TreeEngine,
  base: PatchBase,
  given: BasesOfDelta,
): Promise<{ readonly text: TextSource } | { readonly problem: keyof Problems; readonly files: readonly string[] }> {
  let problem: keyof Problems = "missing";
  for (const { bundle } of given.bases) {
    const layer = bundle && layerOf(bundle, base);
    if (bundle === undefined || layer === undefined || !bundle.blobs.has(layer.blob)) continue;
    if (layer.contentSize !== base.size) {
      problem = "changed";
      continue;
    }
    return {
      text: textOfBlob({ ...bundle.layer(layer, layerPrefix(layer)), name: nameOfBase(base, bundle.content.name) }),
    };
  }
  const files: string[] = [];
  for (const path of homesOf(given)) {
    if (!(await isComplete({ path }, base))) continue;
    const plan = await planLayer(engine, path, base);
    if (plan?.contentSize === base.size) return { text: textOfTree(plan, nameOfBase(base, path)) };
    problem = "changed";
    files.push(...changedIn(plan));
  }
  return { problem, files };
}

/** Files that were changed by hand, as far as their times tell. */
function changedIn(plan: TreePlan | undefined): readonly string[] {
  const directory = plan?.tree.directory?.path;
  const records = plan?.frames.flatMap((frame) => frame.records) ?? [];
  return directory === undefined ? [] : filesChangedByHand(directory, records);
}

function nameOfBase({ registry, digest }: PatchBase, place: string): string {
  return `layer ${digest} of ${registry} in ${place}`;
}

import { type BundleConfig, FORMAT_VERSION } from "../../bundle/config.ts";
import type { DeltaConfig } from "../../bundle/delta-config.ts";
import type { Closure, ClosurePackage } from "../../home/closure/closure.ts";
import { formatIdentifier } from "../../home/model/identifier.ts";
import type { Root } from "../../home/model/root.ts";
import type { Descriptor } from "../../oci/descriptor.ts";
import type { BundleSummary, DeltaSummary, LayerOfDelta, LayerSummary, PackageSummary } from "./bundle-summary.ts";

/** The fields of a summary that are not from the closure; `digest` and `size` exist once the bundle is written. */
export type BundleFigures = Omit<BundleSummary, "packages" | "layers" | "tags" | "formatVersion" | "contentSize"> & {
  readonly layers: readonly LayerFigures[];
};

/** A layer summary, without the packages of the layer. */
export type LayerFigures = Omit<LayerSummary, "packages">;

/** Summary of a bundle, for people and for JSON. Pure. */
export function summarizeBundle(closure: Closure, figures: BundleFigures): BundleSummary {
  const sizes = new Map(figures.layers.map((layer) => [keyOf(layer), layer]));
  const users = usersOf(closure);
  const tagged = closure.roots.filter(({ tag }) => tag !== undefined);
  return {
    ...figures,
    formatVersion: FORMAT_VERSION,
    contentSize: figures.layers.reduce((sum, { contentSize }) => sum + contentSize, 0),
    packages: closure.packages.map((item) => summarizePackage(item, closure, sizes)),
    layers: figures.layers.map((layer) => ({ ...layer, packages: users.get(keyOf(layer)) ?? [] })),
    tags: tagged.map(({ identifier, leaf, current }) => ({ identifier, digest: leaf, current })),
  };
}

/** The layers of a written bundle. */
export function summarizeLayers({ layers }: BundleConfig): readonly LayerFigures[] {
  return layers.map(({ frames, ...layer }) => ({
    ...layer,
    size: frames.reduce((sum, frame) => sum + frame.size, 0),
    frameCount: frames.length,
  }));
}

/** A delta that was read, written or outlined. */
interface DeltaFigures {
  /** Of the bundle. */
  readonly config: BundleConfig;
  readonly blobs: readonly Sized[];
  readonly delta: DeltaConfig;
  /** The blobs of the delta. */
  readonly carried: readonly Sized[];
  /** Blobs of the manifests beside the bundle. */
  readonly beside?: readonly Sized[];
}

type Sized = Pick<Descriptor, "digest" | "size">;

/** How the layers of a bundle travel in a delta. */
export function summarizeDelta({ config, blobs, delta, carried, beside = [] }: DeltaFigures): DeltaSummary {
  const sizes = new Map(carried.map(({ digest, size }) => [digest, size]));
  const omitted = new Set(delta.omitted);
  const patches = new Map(delta.patches.map((patch) => [patch.blob, patch]));
  const layers = config.layers.map(({ registry, digest, blob }): LayerOfDelta => {
    if (omitted.has(blob)) return { registry, digest, travels: "omitted" };
    const patch = patches.get(blob);
    const size = sizes.get(patch?.patch ?? blob) ?? 0;
    if (patch === undefined) return { registry, digest, travels: "whole", size };
    const base = { registry: patch.base.registry, digest: patch.base.digest };
    return { registry, digest, travels: "patched", size, base };
  });
  const count = (way: LayerOfDelta["travels"]): number => layers.filter(({ travels }) => travels === way).length;
  const whole = beside.filter(({ digest }) => sizes.has(digest)).length;
  return {
    omitted: count("omitted"),
    patched: count("patched"),
    whole: count("whole"),
    fullSize: blobs.reduce((sum, { size }) => sum + size, 0),
    layers,
    ...(beside.length > 0 && { originals: { omitted: beside.length - whole, whole } }),
  };
}

/** Display name of a package: a root as it was declared, a dependency by its digest. */
export function packageName({ registry, leaf, repositories }: ClosurePackage, roots: readonly Root[]): string {
  const root = roots.find((candidate) => candidate.registry === registry && candidate.leaf === leaf);
  return root?.identifier ?? formatIdentifier({ registry, repository: repositories[0] ?? "", digest: leaf });
}

function summarizePackage(
  item: ClosurePackage,
  { packages, roots }: Closure,
  sizes: ReadonlyMap<string, LayerFigures>,
): PackageSummary {
  const { registry, leaf, platform, manifest, dependencies } = item;
  const own = roots.filter((root) => root.registry === registry && root.leaf === leaf);
  const needed = dependencies.flatMap(({ identifier }) =>
    packages.filter((other) => other.registry === identifier.registry && other.leaf === identifier.digest),
  );
  const layers = manifest.layers.map(({ digest }) => sizes.get(keyOf({ registry, digest })));
  return {
    identifier: packageName(item, roots),
    digest: leaf,
    platform,
    root: own.length > 0,
    current: own.some(({ current }) => current),
    dependencies: needed.map((other) => packageName(other, roots)),
    layers: layers.length,
    contentSize: layers.reduce((sum, layer) => sum + (layer?.contentSize ?? 0), 0),
  };
}

/** Names of the packages of each layer, without duplicates. */
function usersOf({ packages, roots }: Closure): ReadonlyMap<string, readonly string[]> {
  const uses = packages.flatMap((item) => {
    const digests = new Set(item.manifest.layers.map(({ digest }) => digest));
    const name = packageName(item, roots);
    return Array.from(digests, (digest) => ({ key: keyOf({ registry: item.registry, digest }), name }));
  });
  const byLayer = Map.groupBy(uses, ({ key }) => key);
  return new Map(Array.from(byLayer, ([key, list]) => [key, list.map(({ name }) => name)]));
}

function keyOf({ registry, digest }: { readonly registry: string; readonly digest: string }): string {
  return `${registry} ${digest}`;
}

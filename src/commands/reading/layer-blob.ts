import type { FramedBlob } from "../../archive/frames/frame-table.ts";
import { type BundleLayer, HOME_PREFIX } from "../../bundle/config.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { layerPath } from "../../home/model/paths.ts";
import type { Digest } from "../../oci/digest.ts";
import { packageName } from "../results/summarize-bundle.ts";

/** Most packages that a message names; many may share a layer. */
const NAMED_PACKAGES = 3;

/** A layer's blob. Its name in messages gives the packages that have the layer, and the file of the bundle. */
export function layerBlob(bundle: Bundle, layer: BundleLayer, closure: Closure): FramedBlob {
  const name = `layer ${layer.digest} of ${ownersOf(layer, closure)} in ${bundle.content.name}`;
  return { ...bundle.layer(layer, layerPrefix(layer)), name };
}

/** The packages that have a layer, for messages. */
export function ownersOf(
  layer: Pick<BundleLayer, "registry" | "digest">,
  { packages, roots }: Pick<Closure, "packages" | "roots">,
): string {
  const users = packages.filter(
    ({ registry, manifest }) =>
      registry === layer.registry && manifest.layers.some(({ digest }) => digest === layer.digest),
  );
  const names = users.slice(0, NAMED_PACKAGES).map((user) => packageName(user, roots));
  const more = users.length > names.length ? [`${users.length - names.length} more`] : [];
  return [...names, ...more].join(", ");
}

/** Prefix of every path in the blob of a layer. */
export function layerPrefix({ registry, digest }: { readonly registry: string; readonly digest: Digest }): string {
  return `${HOME_PREFIX}${layerPath(registry, digest)}/`;
}

import type { FramedBlob } from "../archive/frames/frames.ts";
import { type BundleLayer, HOME_PREFIX } from "../bundle/config.ts";
import type { Bundle } from "../bundle/open-bundle.ts";
import type { Closure } from "../home/closure/closure.ts";
import { layerPath } from "../home/model/paths.ts";
import type { Digest } from "../oci/digest.ts";
import { nameOf } from "./summarize-bundle.ts";

/** Packages that a message names; many may share a layer. */
const NAMED_PACKAGES = 3;

/** A layer's blob, called what people know: the packages that have the layer, and the file that it lies in. */
export function layerBlob(bundle: Bundle, layer: BundleLayer, { packages, roots }: Closure): FramedBlob {
  const users = packages.filter(
    ({ registry, manifest }) =>
      registry === layer.registry && manifest.layers.some(({ digest }) => digest === layer.digest),
  );
  const names = users.slice(0, NAMED_PACKAGES).map((user) => nameOf(user, roots));
  const more = users.length > names.length ? [`${users.length - names.length} more`] : [];
  const name = `layer ${layer.digest} of ${[...names, ...more].join(", ")} in ${bundle.content.name}`;
  return { ...bundle.layer(layer, layerPrefix(layer)), name };
}

/** What every path in the blob of a layer starts with. */
export function layerPrefix({ registry, digest }: { readonly registry: string; readonly digest: Digest }): string {
  return `${HOME_PREFIX}${layerPath(registry, digest)}/`;
}

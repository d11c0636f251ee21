import { BundleError } from "../errors.ts";

/** Most layers of an image. Docker takes 127, and users add some of their own. Source: moby, "layer_store.go". */
const MOST_LAYERS = 120;

/**
 * Decides what becomes one layer of the image: each tree for itself, or, if there are too many, the smallest of them together.
 * @param layers largest first
 * @param others numbers of layers of the base, and of those that the image gets besides
 * @throws BundleError `LIMIT_EXCEEDED`
 */
export function planLayers<Layer>(
  layers: readonly Layer[],
  { base, own }: { readonly base: number; readonly own: number },
): readonly (readonly Layer[])[] {
  const most = MOST_LAYERS - own - base;
  if (layers.length <= most) return layers.map((layer) => [layer]);
  if (most < 1) {
    const found = `it has ${base} layers, expected at most ${MOST_LAYERS - own - 1}`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot use the base: ${found}`, {
      hint: "Use a base with fewer layers, for example one that was squashed.",
    });
  }
  const alone = layers.slice(0, most - 1).map((layer) => [layer]);
  return [...alone, layers.slice(most - 1)];
}

import prettyBytes from "pretty-bytes";
import type { ImageResult } from "../commands/results/image-results.ts";
import { printable } from "../printable.ts";

/** Text output of `image`. */
export function formatImage(result: ImageResult): string {
  return `${printable(describeImage(result))}\nImage digest: ${result.image.digest}\nBundle digest: ${result.bundle.digest}\n`;
}

/** The result in one sentence. */
export function describeImage({ image, file, directory, reference }: ImageResult): string {
  const { name, platform, size, layers } = image;
  const where = file ?? directory ?? reference ?? "standard output";
  const what = `image ${name} for ${platform}, ${prettyBytes(size)} in ${layers} ${layers === 1 ? "layer" : "layers"}`;
  return `Wrote ${what}, to ${where}.`;
}

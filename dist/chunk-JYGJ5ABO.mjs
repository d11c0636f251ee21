import {
  prettyBytes
} from "./chunk-4IIZTIU3.mjs";
import {
  printable
} from "./chunk-JWMHGH6Y.mjs";

// src/report/image-text.ts
function formatImage(result) {
  return `${printable(describeImage(result))}
Image digest: ${result.image.digest}
Bundle digest: ${result.bundle.digest}
`;
}
function describeImage({ image, file, directory, reference }) {
  const { name, platform, size, layers } = image;
  const where = file ?? directory ?? reference ?? "standard output";
  const what = `image ${name} for ${platform}, ${prettyBytes(size)} in ${layers} ${layers === 1 ? "layer" : "layers"}`;
  return `Wrote ${what}, to ${where}.`;
}

export {
  formatImage,
  describeImage
};

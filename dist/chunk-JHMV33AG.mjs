import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  isDigest
} from "./chunk-4LCJ56VL.mjs";
import {
  array,
  exactOptional,
  guard,
  maxLength,
  minValue,
  number,
  object,
  pipe,
  readonly,
  record,
  safeInteger,
  string
} from "./chunk-6YTQYSGA.mjs";

// src/oci/descriptor.ts
var MAX_TEXT = 4096;
var text = pipe(string(), maxLength(MAX_TEXT));
var sizeSchema = pipe(number(), safeInteger(), minValue(0));
var digestSchema = pipe(string(), guard(isDigest));
var descriptorSchema = pipe(
  object({
    mediaType: text,
    digest: digestSchema,
    size: sizeSchema,
    annotations: exactOptional(record(string(), string())),
    platform: exactOptional(
      object({ architecture: text, os: text, "os.features": exactOptional(array(text)) })
    ),
    artifactType: exactOptional(text)
  }),
  readonly()
);
function orderDescriptor(descriptor) {
  const { mediaType, digest, size, annotations, platform, artifactType } = descriptor;
  return {
    mediaType,
    digest,
    size,
    ...annotations && { annotations: sortKeys(annotations) },
    ...platform && { platform },
    ...artifactType !== void 0 && { artifactType }
  };
}
function sortKeys(annotations) {
  return Object.fromEntries(Object.entries(annotations).toSorted(([a], [b]) => a < b ? -1 : 1));
}
function sameContent(a, b) {
  return a.digest === b.digest && a.size === b.size;
}

export {
  descriptorSchema,
  orderDescriptor,
  sortKeys,
  sameContent
};

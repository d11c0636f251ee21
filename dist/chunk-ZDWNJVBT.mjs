import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  descriptorSchema,
  orderDescriptor,
  sortKeys
} from "./chunk-JHMV33AG.mjs";
import {
  IMAGE_INDEX,
  IMAGE_MANIFEST
} from "./chunk-L7XR4U4C.mjs";
import {
  array,
  exactOptional,
  literal,
  object,
  pipe,
  readonly,
  record,
  string
} from "./chunk-6YTQYSGA.mjs";

// src/oci/manifest.ts
var annotations = exactOptional(record(string(), string()));
var manifestSchema = pipe(
  object({
    schemaVersion: literal(2),
    mediaType: exactOptional(literal(IMAGE_MANIFEST)),
    artifactType: exactOptional(string()),
    config: descriptorSchema,
    layers: pipe(array(descriptorSchema), readonly()),
    subject: exactOptional(descriptorSchema),
    annotations
  }),
  readonly()
);
var imageIndexSchema = pipe(
  object({
    schemaVersion: literal(2),
    mediaType: exactOptional(literal(IMAGE_INDEX)),
    artifactType: exactOptional(string()),
    manifests: pipe(array(descriptorSchema), readonly()),
    annotations
  }),
  readonly()
);
function encodeManifest(manifest) {
  const { artifactType, config, layers, subject } = manifest;
  return encode({
    schemaVersion: 2,
    mediaType: IMAGE_MANIFEST,
    ...artifactType !== void 0 && { artifactType },
    config: orderDescriptor(config),
    layers: layers.map(orderDescriptor),
    ...subject && { subject: orderDescriptor(subject) },
    ...manifest.annotations && { annotations: sortKeys(manifest.annotations) }
  });
}
function encodeImageIndex(manifests) {
  return encode({ schemaVersion: 2, mediaType: IMAGE_INDEX, manifests: manifests.map(orderDescriptor) });
}
function encode(document) {
  return new TextEncoder().encode(JSON.stringify(document));
}

export {
  manifestSchema,
  imageIndexSchema,
  encodeManifest,
  encodeImageIndex
};

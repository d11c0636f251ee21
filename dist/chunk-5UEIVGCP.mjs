import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  descriptorSchema
} from "./chunk-JHMV33AG.mjs";
import {
  DOCKER_MANIFEST,
  DOCKER_MANIFEST_LIST,
  IMAGE_INDEX,
  IMAGE_MANIFEST
} from "./chunk-L7XR4U4C.mjs";
import {
  parseDocument
} from "./chunk-V6OPSD56.mjs";
import {
  array,
  exactOptional,
  literal,
  object,
  record,
  string
} from "./chunk-6YTQYSGA.mjs";

// src/oci/links.ts
var MANIFEST_TYPES = [IMAGE_MANIFEST, IMAGE_INDEX, DOCKER_MANIFEST, DOCKER_MANIFEST_LIST];
function isManifestType(mediaType) {
  return MANIFEST_TYPES.includes(mediaType);
}
var linksSchema = object({
  schemaVersion: literal(2),
  artifactType: exactOptional(string()),
  config: exactOptional(descriptorSchema),
  layers: exactOptional(array(descriptorSchema), []),
  manifests: exactOptional(array(descriptorSchema), []),
  subject: exactOptional(descriptorSchema),
  annotations: exactOptional(record(string(), string()))
});
function parseLinks(bytes) {
  const { config, layers, manifests, subject, ...document } = parseDocument(bytes, linksSchema, "manifest");
  const artifactType = document.artifactType ?? config?.mediaType;
  return {
    to: [...config === void 0 ? [] : [config], ...layers, ...manifests],
    ...subject !== void 0 && { subject },
    ...artifactType !== void 0 && { artifactType },
    ...document.annotations && { annotations: document.annotations }
  };
}

export {
  isManifestType,
  parseLinks
};

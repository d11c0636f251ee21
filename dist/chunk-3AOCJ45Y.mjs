import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  shapeOf
} from "./chunk-53CXBFN6.mjs";
import {
  MAX_MANIFEST_VALUES,
  MAX_NESTING
} from "./chunk-4FDFUD6J.mjs";
import {
  getDotPath,
  safeParse
} from "./chunk-6YTQYSGA.mjs";
import {
  excerpt
} from "./chunk-PNVSA3GV.mjs";
import {
  BundleError
} from "./chunk-ME3MDIW7.mjs";

// src/oci/media-types.ts
var IMAGE_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
var IMAGE_INDEX = "application/vnd.oci.image.index.v1+json";
var IMAGE_CONFIG = "application/vnd.oci.image.config.v1+json";
var LAYER_TAR = "application/vnd.oci.image.layer.v1.tar";
var LAYER_TAR_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
var LAYER_TAR_ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";
var DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
var DOCKER_MANIFEST_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
var DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar";
var DOCKER_LAYER_GZIP = "application/vnd.docker.image.rootfs.diff.tar.gzip";
var BUNDLE_ARTIFACT = "application/vnd.ocx-bundle.v1";
var BUNDLE_CONFIG = "application/vnd.ocx-bundle.config.v1+json";
var ORIGINALS_ARTIFACT = "application/vnd.ocx-bundle.originals.v1";
var ORIGINALS_LIST = "application/vnd.ocx-bundle.originals.list.v1+json";
var ORIGINAL_INDEX = "application/vnd.ocx-bundle.originals.index.v1+json";
var BESIDE = "vnd.ocx-bundle.beside";
var SIGSTORE_BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
var EMPTY_JSON = "application/vnd.oci.empty.v1+json";
var STORE_NAME = "vnd.ocx-bundle.store.name";
var STORE_TAG = "vnd.ocx-bundle.store.tag";
var REF_NAME = "org.opencontainers.image.ref.name";
var IMAGE_NAME = "io.containerd.image.name";
var BASE_DIGEST = "org.opencontainers.image.base.digest";
var BUNDLE_DIGEST = "vnd.ocx-bundle.digest";
var DELTA_ARTIFACT = "application/vnd.ocx-bundle.delta.v1";
var DELTA_CONFIG = "application/vnd.ocx-bundle.delta.config.v1+json";
var FULL_MANIFEST = "application/vnd.ocx-bundle.manifest.v1+json";
var FULL_INDEX = "application/vnd.ocx-bundle.index.v1+json";
var DELTA_PATCH = "application/vnd.ocx-bundle.patch.v1";
var DELTA_BESIDE = "application/vnd.ocx-bundle.beside.v1";
var HAVE_LIST = "application/vnd.ocx-bundle.have.v1+json";

// src/oci/document.ts
function parseDocument(bytes, schema, what, mostValues = MAX_MANIFEST_VALUES) {
  checkShape(bytes, what, mostValues);
  const result = safeParse(schema, parseJson(bytes, what), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const found = `${getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? issue.message}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: ${excerpt(found)}`);
}
function checkShape(bytes, what, most) {
  const { values, depth } = shapeOf(bytes);
  const over = (found) => new BundleError("LIMIT_EXCEEDED", `Cannot read ${what} of the bundle: it has ${found}`);
  if (values > most) throw over(`${values} values, expected at most ${most}`);
  if (depth > MAX_NESTING) throw over(`${depth} levels, expected at most ${MAX_NESTING}`);
}
function parseJson(bytes, what) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new BundleError("BUNDLE_INVALID", `Cannot read ${what} of the bundle: it is not JSON`, { cause });
  }
}

export {
  IMAGE_MANIFEST,
  IMAGE_INDEX,
  IMAGE_CONFIG,
  LAYER_TAR,
  LAYER_TAR_GZIP,
  LAYER_TAR_ZSTD,
  DOCKER_MANIFEST,
  DOCKER_MANIFEST_LIST,
  DOCKER_LAYER,
  DOCKER_LAYER_GZIP,
  BUNDLE_ARTIFACT,
  BUNDLE_CONFIG,
  ORIGINALS_ARTIFACT,
  ORIGINALS_LIST,
  ORIGINAL_INDEX,
  BESIDE,
  SIGSTORE_BUNDLE,
  EMPTY_JSON,
  STORE_NAME,
  STORE_TAG,
  REF_NAME,
  IMAGE_NAME,
  BASE_DIGEST,
  BUNDLE_DIGEST,
  DELTA_ARTIFACT,
  DELTA_CONFIG,
  FULL_MANIFEST,
  FULL_INDEX,
  DELTA_PATCH,
  DELTA_BESIDE,
  HAVE_LIST,
  parseDocument
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

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
  HAVE_LIST
};

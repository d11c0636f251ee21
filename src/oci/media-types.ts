/** Source: OCI image specification 1.1, "OCI Image Media Types". */
export const IMAGE_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
export const IMAGE_INDEX = "application/vnd.oci.image.index.v1+json";
export const LAYER_TAR_ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";

/** Source: distribution, "Image Manifest Version 2, Schema 2": what older tools write in place of the two above. */
export const DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
export const DOCKER_MANIFEST_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

/** Artifact type of a bundle's manifest. A later format gets another number. */
export const BUNDLE_ARTIFACT = "application/vnd.ocx-bundle.v1";
export const BUNDLE_CONFIG = "application/vnd.ocx-bundle.config.v1+json";

/** Annotations of a store: repository and tag of a descriptor in its `index.json`. */
export const STORE_NAME = "vnd.ocx-bundle.store.name";
export const STORE_TAG = "vnd.ocx-bundle.store.tag";

/** Annotation that names a descriptor in the `index.json` of a layout. */
export const REF_NAME = "org.opencontainers.image.ref.name";

/** A config that says nothing: `{}`. */
export const EMPTY_JSON = "application/vnd.oci.empty.v1+json";

/** A file with a signature of Sigstore. Source: sigstore/protobuf-specs, sigstore_bundle.proto */
export const SIGSTORE_BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

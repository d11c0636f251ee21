/** Source: OCI image specification 1.1, "OCI Image Media Types". */
export const IMAGE_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
export const IMAGE_INDEX = "application/vnd.oci.image.index.v1+json";
export const IMAGE_CONFIG = "application/vnd.oci.image.config.v1+json";
export const LAYER_TAR = "application/vnd.oci.image.layer.v1.tar";
export const LAYER_TAR_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";
export const LAYER_TAR_ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";

/** Source: distribution, "Image Manifest Version 2, Schema 2": what older tools write in place of the two above. */
export const DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
export const DOCKER_MANIFEST_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

export const DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
export const DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar";
export const DOCKER_LAYER_GZIP = "application/vnd.docker.image.rootfs.diff.tar.gzip";

/** Artifact type of a bundle's manifest. A later format gets another number. */
export const BUNDLE_ARTIFACT = "application/vnd.ocx-bundle.v1";
export const BUNDLE_CONFIG = "application/vnd.ocx-bundle.config.v1+json";

/** Artifact type of the manifest with the list of originals, and with OCX's image indexes as blobs. */
export const ORIGINALS_ARTIFACT = "application/vnd.ocx-bundle.originals.v1";
export const ORIGINALS_LIST = "application/vnd.ocx-bundle.originals.list.v1+json";
/**
 * An image index of a publisher, as a blob. A bundle has the package for one platform, and tools follow an index under its real
 * type to all platforms.
 */
export const ORIGINAL_INDEX = "application/vnd.ocx-bundle.originals.index.v1+json";

/**
 * Annotation of a descriptor in the image index of a bundle that is not a bundle: `originals`, or `original` for a manifest of a
 * publisher. An artifact type would not do: skopeo drops these from indexes, which then have another digest.
 */
export const BESIDE = "vnd.ocx-bundle.beside";

/** Source: Sigstore, "Bundle format": the artifact type under which OCX looks for signatures. */
export const SIGSTORE_BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

/** Source: OCI image specification 1.1, "Guidance for an Empty Descriptor". */
export const EMPTY_JSON = "application/vnd.oci.empty.v1+json";

/** Annotations of a store: repository and tag of a descriptor in its `index.json`. */
export const STORE_NAME = "vnd.ocx-bundle.store.name";
export const STORE_TAG = "vnd.ocx-bundle.store.tag";

/** Annotation that names a descriptor in the `index.json` of a layout. */
export const REF_NAME = "org.opencontainers.image.ref.name";

/** Annotation with the whole name of an image, which containerd, docker and podman take. */
export const IMAGE_NAME = "io.containerd.image.name";

/** Annotation with the digest of the manifest of an image's base. */
export const BASE_DIGEST = "org.opencontainers.image.base.digest";

/** Annotation with the digest of the bundle that an image was made from. */
export const BUNDLE_DIGEST = "vnd.ocx-bundle.digest";

/** A delta: a bundle for a machine that has much of it. Its layers are documents, whole blobs and patches of a bundle. */
export const DELTA_ARTIFACT = "application/vnd.ocx-bundle.delta.v1";
export const DELTA_CONFIG = "application/vnd.ocx-bundle.delta.config.v1+json";
/** The manifest of the bundle, as a layer. With its own media type, tools would look for the blobs that it names. */
export const FULL_MANIFEST = "application/vnd.ocx-bundle.manifest.v1+json";
/** The image index of the bundle, as a layer, if something travels beside it. */
export const FULL_INDEX = "application/vnd.ocx-bundle.index.v1+json";
export const DELTA_PATCH = "application/vnd.ocx-bundle.patch.v1";
/** A manifest or blob that travels beside the bundle, as a layer. Under its own media type, tools would look for what is omitted. */
export const DELTA_BESIDE = "application/vnd.ocx-bundle.beside.v1";

/** The list of what a home has. */
export const HAVE_LIST = "application/vnd.ocx-bundle.have.v1+json";

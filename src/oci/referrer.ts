import type { Descriptor } from "./descriptor.ts";
import { digestOf } from "./digest.ts";
import { encodeManifest } from "./manifest.ts";
import { EMPTY_JSON, IMAGE_MANIFEST } from "./media-types.ts";

/** A blob or a manifest, with its bytes. */
export interface ReferrerDocument extends Pick<Descriptor, "mediaType" | "digest"> {
  readonly bytes: Uint8Array;
}

/** A document that refers to a manifest, such as a signature, in the form in which registries and layouts have it. */
export interface Referrer {
  /** Of the manifest that names the subject. It has no name of its own. */
  readonly descriptor: Descriptor;
  /** The blobs, then the manifest that names them. */
  readonly documents: readonly ReferrerDocument[];
}

/** Annotation with the name under which oras pulls a blob into a file. */
const TITLE = "org.opencontainers.image.title";

const EMPTY = new TextEncoder().encode("{}");

/**
 * Makes the manifest for a document. The same document and title always get the same one.
 * Source: OCI image specification 1.1, "Guidelines for Artifact Usage".
 */
export function encodeReferrer(
  { mediaType, digest, size }: Descriptor,
  document: { readonly mediaType: string; readonly bytes: Uint8Array; readonly title: string },
): Referrer {
  const manifest = encodeManifest({
    artifactType: document.mediaType,
    config: describe(EMPTY_JSON, EMPTY),
    layers: [{ ...describe(document.mediaType, document.bytes), annotations: { [TITLE]: document.title } }],
    subject: { mediaType, digest, size },
  });
  return {
    descriptor: { ...describe(IMAGE_MANIFEST, manifest), artifactType: document.mediaType },
    documents: [
      { ...describe(EMPTY_JSON, EMPTY), bytes: EMPTY },
      { ...describe(document.mediaType, document.bytes), bytes: document.bytes },
      { ...describe(IMAGE_MANIFEST, manifest), bytes: manifest },
    ],
  };
}

function describe(mediaType: string, bytes: Uint8Array): Descriptor {
  return { mediaType, digest: digestOf(bytes), size: bytes.byteLength };
}

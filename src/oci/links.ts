import * as v from "valibot";
import { type Descriptor, descriptorSchema } from "./descriptor.ts";
import { parseDocument } from "./document.ts";
import { DOCKER_MANIFEST, DOCKER_MANIFEST_LIST, IMAGE_INDEX, IMAGE_MANIFEST } from "./media-types.ts";

const MANIFEST_TYPES: readonly string[] = [IMAGE_MANIFEST, IMAGE_INDEX, DOCKER_MANIFEST, DOCKER_MANIFEST_LIST];

/** True for the documents that registries serve as manifests. All else is a blob. */
export function isManifestType(mediaType: string): boolean {
  return MANIFEST_TYPES.includes(mediaType);
}

/** The descriptors in a manifest or image index, and how it is listed as a referrer. */
export interface Links {
  /** In the order of the document. */
  readonly to: readonly Descriptor[];
  readonly subject?: Descriptor;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The members that manifests and image indexes of all tools share. Source: OCI image specification 1.1. */
const linksSchema = v.object({
  schemaVersion: v.literal(2),
  artifactType: v.exactOptional(v.string()),
  config: v.exactOptional(descriptorSchema),
  layers: v.exactOptional(v.array(descriptorSchema), []),
  manifests: v.exactOptional(v.array(descriptorSchema), []),
  subject: v.exactOptional(descriptorSchema),
  annotations: v.exactOptional(v.record(v.string(), v.string())),
});

/** @throws BundleError `BUNDLE_INVALID`, `LIMIT_EXCEEDED` */
export function parseLinks(bytes: Uint8Array): Links {
  const { config, layers, manifests, subject, ...document } = parseDocument(bytes, linksSchema, "manifest");
  // Source: distribution specification 1.1, "Listing Referrers": the config's media type stands in for the artifact type.
  const artifactType = document.artifactType ?? config?.mediaType;
  return {
    to: [...(config === undefined ? [] : [config]), ...layers, ...manifests],
    ...(subject !== undefined && { subject }),
    ...(artifactType !== undefined && { artifactType }),
    ...(document.annotations && { annotations: document.annotations }),
  };
}

import * as v from "valibot";
import { type Descriptor, descriptorSchema, orderDescriptor, sortKeys } from "./descriptor.ts";
import { IMAGE_INDEX, IMAGE_MANIFEST } from "./media-types.ts";

const annotations = v.exactOptional(v.record(v.string(), v.string()));

/** Source: OCI image specification 1.1, "Image Manifest". */
export const manifestSchema = v.pipe(
  v.object({
    schemaVersion: v.literal(2),
    mediaType: v.exactOptional(v.literal(IMAGE_MANIFEST)),
    artifactType: v.exactOptional(v.string()),
    config: descriptorSchema,
    layers: v.pipe(v.array(descriptorSchema), v.readonly()),
    subject: v.exactOptional(descriptorSchema),
    annotations,
  }),
  v.readonly(),
);

/** Source: OCI image specification 1.1, "Image Index"; `index.json` of a layout is one. */
export const imageIndexSchema = v.pipe(
  v.object({
    schemaVersion: v.literal(2),
    mediaType: v.exactOptional(v.literal(IMAGE_INDEX)),
    artifactType: v.exactOptional(v.string()),
    manifests: v.pipe(v.array(descriptorSchema), v.readonly()),
    annotations,
  }),
  v.readonly(),
);

export type Manifest = v.InferOutput<typeof manifestSchema>;

/** The bytes of a manifest: keys in the specification's order, annotations sorted, no white space. */
export function encodeManifest(manifest: Omit<Manifest, "schemaVersion" | "mediaType">): Uint8Array {
  const { artifactType, config, layers, subject } = manifest;
  return encode({
    schemaVersion: 2,
    mediaType: IMAGE_MANIFEST,
    ...(artifactType !== undefined && { artifactType }),
    config: orderDescriptor(config),
    layers: layers.map(orderDescriptor),
    ...(subject && { subject: orderDescriptor(subject) }),
    ...(manifest.annotations && { annotations: sortKeys(manifest.annotations) }),
  });
}

/** The bytes of an image index: keys in the specification's order, no white space. */
export function encodeImageIndex(manifests: readonly Descriptor[]): Uint8Array {
  return encode({ schemaVersion: 2, mediaType: IMAGE_INDEX, manifests: manifests.map(orderDescriptor) });
}

function encode(document: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(document));
}

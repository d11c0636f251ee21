import * as v from "valibot";
import { type Digest, isDigest } from "./digest.ts";

/** Longest accepted name, media type or annotation, in UTF-16 units. */
const MAX_TEXT = 4096;

const text = v.pipe(v.string(), v.maxLength(MAX_TEXT));
/** Size in bytes. A safe integer, so that sums over a document can be checked before they lose precision. */
const sizeSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const digestSchema = v.pipe(v.string(), v.guard(isDigest));

/** Media type, digest and size of some bytes. Source: OCI image specification, "OCI Content Descriptors". */
export const descriptorSchema = v.pipe(
  v.object({
    mediaType: text,
    digest: digestSchema,
    size: sizeSchema,
    annotations: v.exactOptional(v.record(v.string(), v.string())),
    platform: v.exactOptional(
      v.object({ architecture: text, os: text, "os.features": v.exactOptional(v.array(text)) }),
    ),
    artifactType: v.exactOptional(text),
  }),
  v.readonly(),
);

export type Descriptor = v.InferOutput<typeof descriptorSchema>;

/** A descriptor with its keys in the specification's order, for documents whose bytes must not vary. */
export function orderDescriptor(descriptor: Descriptor): Descriptor {
  const { mediaType, digest, size, annotations, platform, artifactType } = descriptor;
  return {
    mediaType,
    digest,
    size,
    ...(annotations && { annotations: sortKeys(annotations) }),
    ...(platform && { platform }),
    ...(artifactType !== undefined && { artifactType }),
  };
}

/** The same annotations, sorted by the code units of their keys. */
export function sortKeys(annotations: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** True when both describe the same bytes. */
export function sameContent(a: { readonly digest: Digest; readonly size: number }, b: typeof a): boolean {
  return a.digest === b.digest && a.size === b.size;
}

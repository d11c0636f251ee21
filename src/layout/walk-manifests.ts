import { BundleError } from "../errors.ts";
import { MAX_MANIFEST } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { digestOf, isDigestOf } from "../oci/digest.ts";
import { isManifestType, type Links, parseLinks } from "../oci/links.ts";
import type { Content } from "./content.ts";
import { readWhole } from "./read-layout.ts";

/** A manifest with where it leads, or a blob, which has no links. */
export interface Reached {
  readonly descriptor: Descriptor;
  readonly links?: Links;
}

/**
 * Everything that a manifest reaches, itself first. Manifests are verified, blobs are not read. Manifests that the place lacks
 * are left out, as they are when somebody copies one platform of an image index.
 * @param isKnown true for what is neither given nor followed again
 * @throws BundleError `DIGEST_MISMATCH`, `BUNDLE_INVALID`, `LIMIT_EXCEEDED`, and what reading throws
 */
export async function* walkManifests(
  content: Pick<Content, "open" | "name">,
  root: Descriptor,
  isKnown: (descriptor: Descriptor) => boolean,
): AsyncGenerator<Reached> {
  const waiting = [root];
  for (let descriptor = waiting.pop(); descriptor !== undefined; descriptor = waiting.pop()) {
    if (isKnown(descriptor)) continue;
    if (!isManifestType(descriptor.mediaType)) yield { descriptor };
    else {
      const links = await readLinks(content, descriptor);
      if (links === undefined) continue;
      yield { descriptor, links };
      waiting.push(...links.to.toReversed());
    }
  }
}

/** The descriptors that a manifest names; undefined if the place lacks it. @throws BundleError as {@link walkManifests} */
export async function readLinks(
  content: Pick<Content, "open" | "name">,
  descriptor: Descriptor,
): Promise<Links | undefined> {
  const bytes = await content.open(descriptor);
  if (bytes === undefined) return undefined;
  const document = await readWhole(bytes, "manifest", MAX_MANIFEST);
  if (isDigestOf(descriptor.digest, document)) return parseLinks(document);
  const found = `got ${digestOf(document)}, expected ${descriptor.digest}`;
  throw new BundleError("DIGEST_MISMATCH", `Cannot verify a manifest in ${content.name}: ${found}`);
}

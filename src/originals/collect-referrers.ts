import type { ManifestBeside } from "../bundle/beside.ts";
import { nameOf } from "../channels/registry/manifests.ts";
import { readReferrers } from "../channels/registry/referrers.ts";
import type { Repository } from "../channels/registry/repository.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { algorithmOf, type Digest } from "../oci/digest.ts";
import { isManifestType, parseLinks } from "../oci/links.ts";
import { excerpt } from "../printable.ts";

/** Most bytes of what one referrer names. Signatures have some KiB, SBOMs some MiB; anybody may add others. */
const MAX_REFERRER = 64 * 1024 * 1024;

export interface CollectedReferrer {
  readonly manifest: ManifestBeside;
  /** The blobs that it names. */
  readonly names: readonly Descriptor[];
}

/**
 * Reads what refers to a package at its registry: signatures, SBOMs. What cannot be carried is left out.
 * @throws BundleError what {@link readReferrers} throws
 */
export async function collectReferrers(
  repository: Repository,
  leaf: Digest,
): Promise<{ readonly referrers: readonly CollectedReferrer[]; readonly notes: readonly string[] }> {
  const found = await readReferrers(repository, leaf);
  const name = nameOf(repository, leaf);
  if (found.length === 0) return { referrers: [], notes: [`${name} has no signatures: its registry lists none`] };
  const referrers: CollectedReferrer[] = [];
  const notes: string[] = [];
  for (const { descriptor, artifactType, bytes } of found.toSorted((a, b) =>
    a.descriptor.digest < b.descriptor.digest ? -1 : 1,
  )) {
    const names = parseLinks(bytes).to;
    const fault = faultOf(names);
    if (fault === undefined) referrers.push({ manifest: { descriptor, bytes }, names });
    else notes.push(`${excerpt(artifactType)} of ${name} is left out: ${fault}`);
  }
  return { referrers, notes };
}

function faultOf(names: readonly Descriptor[]): string | undefined {
  const size = names.reduce((sum, each) => sum + each.size, 0);
  if (size > MAX_REFERRER) return `it has ${size} bytes, expected at most ${MAX_REFERRER}`;
  if (names.some(({ mediaType }) => isManifestType(mediaType))) return "it names other manifests as its blobs";
  return names.every(({ digest }) => algorithmOf(digest) === "sha256")
    ? undefined
    : "it has a digest that is not sha256";
}

import type { ManifestBeside } from "../bundle/manifests-beside.ts";
import { call } from "../channels/registry/call.ts";
import { REDIRECTS } from "../channels/registry/follow-authorized.ts";
import { manifestName } from "../channels/registry/manifests.ts";
import { readReferrers } from "../channels/registry/referrers.ts";
import type { RepositoryClient } from "../channels/registry/repository-client.ts";
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
  repository: RepositoryClient,
  leaf: Digest,
): Promise<{ readonly referrers: readonly CollectedReferrer[]; readonly notes: readonly string[] }> {
  const found = await readReferrers(repository, leaf);
  const name = manifestName(repository, leaf);
  if (found.length === 0) return { referrers: [], notes: [`${name} has no signatures: its registry lists none`] };
  const referrers: CollectedReferrer[] = [];
  const notes: string[] = [];
  for (const { descriptor, artifactType, bytes } of found.toSorted((a, b) =>
    a.descriptor.digest < b.descriptor.digest ? -1 : 1,
  )) {
    const names = parseLinks(bytes).to;
    const fault = faultOf(names) ?? (await whatIsMissing(repository, names));
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

/**
 * Finds the first blob of a referrer that the registry lacks, as words for a message. Anybody who may push can leave a referrer that
 * names anything; the export must not fail on it later.
 */
async function whatIsMissing(repository: RepositoryClient, names: readonly Descriptor[]): Promise<string | undefined> {
  for (const { digest, size } of names) {
    const found = await call(repository, {
      method: "HEAD",
      target: `blobs/${digest}`,
      // A redirect leads to where it is, to a place that may refuse HEAD.
      accept: [...REDIRECTS, 404],
      action: "pull",
      doing: `look for blob ${manifestName(repository, digest)}`,
      read: async ({ message: { statusCode = 0, headers } }) => ({ statusCode, length: headers["content-length"] }),
    });
    if (found.statusCode === 404) return `its registry does not have blob ${digest}`;
    const isSized = found.statusCode === 200 && found.length !== undefined;
    if (isSized && Number(found.length) !== size)
      return `blob ${digest} has ${Number(found.length)} bytes, expected ${size}`;
  }
  return undefined;
}

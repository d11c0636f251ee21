import type { BesidePlace } from "../bundle/manifests-beside.ts";
import { openBlob, readVerified } from "../bundle/read-verified.ts";
import { putManifest } from "../channels/registry/manifests.ts";
import { isInRegistry, type PushOptions, pushBlob } from "../channels/registry/push-blob.ts";
import { howListed, pushReferrer } from "../channels/registry/referrers.ts";
import type { RepositoryClient } from "../channels/registry/repository-client.ts";
import { BundleError } from "../errors.ts";
import { MAX_MANIFEST } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { parseDocument } from "../oci/document.ts";
import { imageIndexSchema } from "../oci/manifest.ts";
import { IMAGE_INDEX, IMAGE_MANIFEST } from "../oci/media-types.ts";
import type { OpenedOriginals, OriginalManifest } from "./open-originals.ts";
import type { OriginalRepository } from "./originals-list.ts";

/** One repository of a publisher, and where it goes. */
export interface PushTarget {
  readonly item: OriginalRepository;
  readonly repository: RepositoryClient;
  /** Blobs that a delta omits, since its base has them. */
  readonly omitted: ReadonlySet<Digest>;
  readonly options: PushOptions;
}

/**
 * Pushes one repository of a publisher: archives, manifests, tags, and what refers to the packages. What is there is not sent again.
 * @returns warnings, for people
 * @throws BundleError `DIGEST_MISMATCH`, and what reading and the registry's client throw
 */
export async function pushOriginals(
  place: BesidePlace,
  opened: OpenedOriginals,
  { item, repository, omitted, options }: PushTarget,
): Promise<readonly string[]> {
  const manifestOf = (digest: Digest): OriginalManifest => manifestIn(opened, digest);
  for (const blob of blobsOfRepository(opened, item)) {
    const bytes = omitted.has(blob.digest) ? onlyThere(blob, repository) : await openBlob(place, blob, "blob");
    const how = await pushBlob(repository, blob, bytes, options);
    if (how !== "sent") options.onBytes?.(blob.size);
  }
  for (const digest of item.packages) {
    const { descriptor, bytes } = manifestOf(digest);
    await putManifest(repository, { reference: digest, mediaType: descriptor.mediaType, bytes });
  }
  const warnings = await pushIndexes(place, opened, { item, repository });
  for (const digest of item.referrers) await pushReferrer(repository, manifestOf(digest).bytes);
  const [referrer] = item.referrers.map(manifestOf);
  if (referrer !== undefined) warnings.push(...(await warnOfReferrers(repository, referrer.bytes)));
  return warnings;
}

/** The blobs of a publisher's repository, each once. */
export function blobsOfRepository(
  opened: OpenedOriginals,
  { packages, referrers }: OriginalRepository,
): readonly Descriptor[] {
  const blobs = [...packages, ...referrers].flatMap((digest) => manifestIn(opened, digest).links.to);
  return [...new Map(blobs.map((blob) => [blob.digest, blob])).values()];
}

/** The omitted blobs of a publisher's repository that the registry lacks too. @throws BundleError failures of the registry */
export async function findLacking(
  opened: OpenedOriginals,
  { item, repository, omitted, options }: PushTarget,
): Promise<readonly Digest[]> {
  const lacking: Digest[] = [];
  for (const blob of blobsOfRepository(opened, item))
    if (omitted.has(blob.digest) && !(await isInRegistry(repository, blob, options))) lacking.push(blob.digest);
  return lacking;
}

function manifestIn({ manifests }: OpenedOriginals, digest: Digest): OriginalManifest {
  const manifest = manifests.get(digest);
  if (manifest === undefined) throw new Error(`manifest ${digest} was checked to be there`);
  return manifest;
}

/** The bytes of a blob that only the registry has. They are read if it does not give it to this repository. */
function onlyThere({ digest }: Descriptor, { name }: RepositoryClient): { read(): Promise<never> } {
  return {
    read: async () => {
      throw new BundleError("BASE_MISSING", `Cannot push blob ${digest}: ${name.host} does not mount it`);
    },
  };
}

/** OCX asks the referrers API for signatures, and takes only rows with their artifact type. */
async function warnOfReferrers(repository: RepositoryClient, referrer: Uint8Array): Promise<readonly string[]> {
  const how = await howListed(repository, referrer);
  if (how === "typed") return [];
  const found = how === "absent" ? "has no referrers API" : "lists referrers without their artifact types";
  return [
    `${repository.name.host} ${found}: OCX finds no signatures there, and refuses packages that a trust policy covers. Use another registry, or \`ocx-bundle serve\``,
  ];
}

/** Pushes image indexes and tags. A registry may refuse an index of which it lacks the other platforms: its tag then names the package. */
async function pushIndexes(
  place: BesidePlace,
  { indexes, manifests }: OpenedOriginals,
  { item, repository }: Pick<PushTarget, "item" | "repository">,
): Promise<string[]> {
  const refused = new Map<Digest, Digest | undefined>();
  for (const digest of item.indexes) {
    const bytes = await readIndex(place, indexes.get(digest));
    const isThere = await putManifest(repository, { reference: digest, mediaType: IMAGE_INDEX, bytes }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof BundleError && error.code === "SERVICE_FAILED") return false;
        throw error;
      },
    );
    if (isThere) continue;
    const offered = parseDocument(bytes, imageIndexSchema, "image index").manifests.map((each) => each.digest);
    const there = item.packages.filter((leaf) => offered.includes(leaf));
    refused.set(digest, there.length === 1 ? there[0] : undefined);
  }
  for (const { tag, digest } of item.tags) {
    const named = refused.has(digest) ? refused.get(digest) : digest;
    if (named === undefined) continue;
    const isIndex = indexes.has(named);
    const bytes = isIndex
      ? await readIndex(place, indexes.get(named))
      : (manifests.get(named)?.bytes ?? new Uint8Array());
    await putManifest(repository, { reference: tag, mediaType: isIndex ? IMAGE_INDEX : IMAGE_MANIFEST, bytes });
  }
  const { host, repository: name } = repository.name;
  return Array.from(refused, ([digest, leaf]) => {
    const instead = leaf === undefined ? "no tag names it" : "its tags name the package instead";
    return `${host} refuses the image index ${digest} of ${name}, since it lacks the other platforms: ${instead}. A package that is pinned to the index can be taken from \`ocx-bundle serve\``;
  });
}

async function readIndex(place: BesidePlace, descriptor: Descriptor | undefined): Promise<Uint8Array> {
  if (descriptor === undefined) throw new Error("an image index was checked to be there");
  return await readVerified(place, descriptor, { what: "image index", longest: MAX_MANIFEST });
}

import * as v from "valibot";
import { registry } from "../bundle/config-schema.ts";
import { BundleError } from "../errors.ts";
import { MAX_CONFIG_VALUES, MAX_PACKAGES } from "../limits.ts";
import { type Digest, isDigest } from "../oci/digest.ts";
import { parseDocument } from "../oci/document.ts";
import { isRepositoryName, isTagName } from "../oci/reference.ts";

/** The version that this program writes, and the newest it reads. */
const FORMAT_VERSION = 1;

const repository = v.pipe(v.string(), v.check(isRepositoryName), v.maxLength(255));
const digest = v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/), v.guard(isDigest));
const digests = v.pipe(v.array(digest), v.maxLength(MAX_PACKAGES), v.readonly());

const listSchema = v.object({
  formatVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  repositories: v.pipe(
    v.array(
      v.object({
        registry,
        repository,
        location: v.exactOptional(v.object({ registry, repository })),
        tags: v.pipe(
          v.array(v.object({ tag: v.pipe(v.string(), v.check(isTagName)), digest })),
          v.maxLength(MAX_PACKAGES),
          v.readonly(),
        ),
        indexes: digests,
        packages: digests,
        referrers: digests,
      }),
    ),
    v.maxLength(MAX_PACKAGES),
    v.readonly(),
  ),
});

/** One repository of a publisher, as far as a bundle has it. */
export interface OriginalRepository {
  /** The logical registry, as identifiers have it: `ocx.sh`. */
  readonly registry: string;
  readonly repository: string;
  /** The place in the published index, if it differs from the name. */
  readonly location?: { readonly registry: string; readonly repository: string };
  /** The target of each exported tag: an image index, or the manifest of a package. Sorted by tag. */
  readonly tags: readonly { readonly tag: string; readonly digest: Digest }[];
  /** Image indexes. Most of what they name is for other platforms, and absent. */
  readonly indexes: readonly Digest[];
  /** Leaf manifests. */
  readonly packages: readonly Digest[];
  /** Manifests that name one of the packages as their subject. */
  readonly referrers: readonly Digest[];
}

export interface OriginalsList {
  readonly repositories: readonly OriginalRepository[];
}

/** The bytes of a list: keys in the order of the format, no white space. */
export function encodeList({ repositories }: OriginalsList): Uint8Array {
  const ordered = repositories.map((item) => ({
    registry: item.registry,
    repository: item.repository,
    ...(item.location && {
      location: { registry: item.location.registry, repository: item.location.repository },
    }),
    tags: item.tags.map(({ tag, digest: named }) => ({ tag, digest: named })),
    indexes: item.indexes,
    packages: item.packages,
    referrers: item.referrers,
  }));
  return new TextEncoder().encode(JSON.stringify({ formatVersion: FORMAT_VERSION, repositories: ordered }));
}

/** @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TOO_NEW`, `LIMIT_EXCEEDED` */
export function parseList(bytes: Uint8Array): OriginalsList {
  const { formatVersion, repositories } = parseDocument(bytes, listSchema, "list of originals", MAX_CONFIG_VALUES);
  if (formatVersion > FORMAT_VERSION)
    throw new BundleError(
      "BUNDLE_TOO_NEW",
      `Cannot read the list of originals: it has format version ${formatVersion}, expected at most ${FORMAT_VERSION}`,
    );
  return { repositories };
}

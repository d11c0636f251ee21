import { type BundleConfig, parseConfig } from "../bundle/config.ts";
import { isBundle } from "../bundle/find-bundle.ts";
import type { BesidePlace } from "../bundle/manifests-beside.ts";
import { readVerified } from "../bundle/read-verified.ts";
import { BundleError } from "../errors.ts";
import { MAX_CONFIG, MAX_MANIFEST } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { parseDocument } from "../oci/document.ts";
import type { Links } from "../oci/links.ts";
import { manifestSchema } from "../oci/manifest.ts";
import type { OriginalsList } from "./originals-list.ts";

/** A list of originals, and the manifests that it names. */
interface ListToCheck {
  readonly list: OriginalsList;
  readonly indexes: ReadonlySet<Digest>;
  readonly manifests: ReadonlyMap<Digest, { readonly links: Links }>;
}

/**
 * Reads the config of the bundle that a list of originals belongs to.
 * @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TOO_NEW`, `DIGEST_MISMATCH`, `LIMIT_EXCEEDED`, and what reading throws
 */
export async function readOwnConfig(content: BesidePlace, bundle: Descriptor): Promise<BundleConfig> {
  const bytes = await readVerified(content, bundle, { what: "manifest", longest: MAX_MANIFEST });
  const manifest = parseDocument(bytes, manifestSchema, "manifest");
  if (!isBundle(manifest)) throw invalid(`their list belongs to ${bundle.digest}, which is not a bundle's manifest`);
  return parseConfig(await readVerified(content, manifest.config, { what: "config", longest: MAX_CONFIG }));
}

/**
 * Checks a list against what is there and against the bundle that it belongs to: its packages and tags are those of the bundle, so that
 * no bundle gives a name to anything that an import of it would not give that name to.
 * @throws BundleError `BUNDLE_INVALID`
 */
export function checkList({ list, indexes, manifests }: ListToCheck, { packages, roots }: BundleConfig): void {
  const known = new Set(
    packages.flatMap(({ registry, leaf, repositories }) => repositories.map((name) => `${registry}/${name} ${leaf}`)),
  );
  const tagged = new Set(
    roots.map(({ registry, repository, tag, index, leaf }) => `${registry}/${repository}:${tag} ${index ?? leaf}`),
  );
  for (const item of list.repositories) {
    const name = `${item.registry}/${item.repository}`;
    const leaves = new Set(item.packages);
    const named = new Set([...leaves, ...item.indexes]);
    const absent =
      [...leaves, ...item.referrers].find((digest) => !manifests.has(digest)) ??
      item.indexes.find((digest) => !indexes.has(digest));
    if (absent !== undefined) throw invalid(`${absent} is listed and missing`);
    for (const leaf of leaves)
      if (!known.has(`${name} ${leaf}`)) throw invalid(`${name}@${leaf} is not among the packages of the bundle`);
    for (const { tag, digest } of item.tags) {
      if (!named.has(digest)) throw invalid(`tag ${tag} names neither a package nor an image index`);
      if (!tagged.has(`${name}:${tag} ${digest}`))
        throw invalid(`${name}:${tag} is ${digest}, which the bundle does not have under this name`);
    }
    for (const referrer of item.referrers) {
      const subject = manifests.get(referrer)?.links.subject?.digest;
      if (subject === undefined || !leaves.has(subject)) throw invalid(`${referrer} refers to no package of ${name}`);
    }
  }
}

function invalid(found: string): BundleError {
  return new BundleError("BUNDLE_INVALID", `Cannot read the originals of the bundle: ${found}`);
}

import type { BesidePlace, ManifestBeside } from "../bundle/manifests-beside.ts";
import { readVerified } from "../bundle/read-verified.ts";
import { BundleError } from "../errors.ts";
import { MAX_CONFIG } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { type Links, parseLinks } from "../oci/links.ts";
import { ORIGINAL_INDEX, ORIGINALS_ARTIFACT, ORIGINALS_LIST } from "../oci/media-types.ts";
import { type OriginalsList, parseList } from "./originals-list.ts";

/** A manifest of a publisher, with where it leads. */
export interface OriginalManifest extends ManifestBeside {
  readonly links: Links;
}

/** The originals of a bundle. Manifests and the list are verified, blobs are not read. */
export interface OpenedOriginals {
  /** The manifest that has the list. */
  readonly manifest: ManifestBeside;
  /** Manifest of the bundle that they belong to. */
  readonly bundle?: Digest;
  readonly list: OriginalsList;
  readonly manifests: ReadonlyMap<Digest, OriginalManifest>;
  /** Image indexes, which are blobs of the bundle. */
  readonly indexes: ReadonlyMap<Digest, Descriptor>;
}

/**
 * Opens the originals among the manifests of an image index: one for each bundle that has them.
 * @throws BundleError `BUNDLE_INVALID`, `BUNDLE_TOO_NEW`, `DIGEST_MISMATCH`, `LIMIT_EXCEEDED`, and what reading throws
 */
export async function openOriginals(
  content: BesidePlace,
  beside: readonly ManifestBeside[],
): Promise<readonly OpenedOriginals[]> {
  const all = new Map(beside.map((each) => [each.descriptor.digest, { ...each, links: parseLinks(each.bytes) }]));
  const opened: OpenedOriginals[] = [];
  for (const { links, ...manifest } of all.values()) {
    if (links.artifactType !== ORIGINALS_ARTIFACT) continue;
    const [config, ...layers] = links.to;
    if (config?.mediaType !== ORIGINALS_LIST) throw invalid("their list has another media type");
    const list = parseList(await readVerified(content, config, { what: "list of originals", longest: MAX_CONFIG }));
    const indexes = new Map(
      layers.filter(({ mediaType }) => mediaType === ORIGINAL_INDEX).map((index) => [index.digest, index]),
    );
    const bundle = links.subject && { bundle: links.subject.digest };
    opened.push({ manifest, ...bundle, list, indexes, manifests: checked(list, indexes, all) });
  }
  return opened;
}

/** The manifests that a list names. @throws BundleError `BUNDLE_INVALID` for one that lies */
function checked(
  { repositories }: OriginalsList,
  indexes: ReadonlyMap<Digest, Descriptor>,
  manifests: ReadonlyMap<Digest, OriginalManifest>,
): ReadonlyMap<Digest, OriginalManifest> {
  const own = new Map<Digest, OriginalManifest>();
  for (const { tags, indexes: named, packages, referrers } of repositories) {
    for (const digest of [...packages, ...referrers]) own.set(digest, manifests.get(digest) ?? missing(digest));
    for (const digest of named) if (!indexes.has(digest)) missing(digest);
    const strange = tags.find(({ digest }) => !named.includes(digest) && !packages.includes(digest));
    if (strange !== undefined) throw invalid(`tag ${strange.tag} names neither a package nor an image index`);
  }
  return own;
}

function missing(digest: Digest): never {
  throw invalid(`${digest} is listed and missing`);
}

function invalid(found: string): BundleError {
  return new BundleError("BUNDLE_INVALID", `Cannot read the originals of the bundle: ${found}`);
}

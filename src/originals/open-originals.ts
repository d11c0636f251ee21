import type { BesidePlace, ManifestBeside } from "../bundle/manifests-beside.ts";
import { readVerified } from "../bundle/read-verified.ts";
import { BundleError } from "../errors.ts";
import { MAX_CONFIG } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { type Links, parseLinks } from "../oci/links.ts";
import { ORIGINAL_INDEX, ORIGINALS_ARTIFACT, ORIGINALS_LIST } from "../oci/media-types.ts";
import { checkList, readOwnConfig } from "./check-originals.ts";
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
  readonly bundle: Digest;
  readonly list: OriginalsList;
  readonly manifests: ReadonlyMap<Digest, OriginalManifest>;
  /** Image indexes, which are blobs of the bundle. */
  readonly indexes: ReadonlyMap<Digest, Descriptor>;
}

/**
 * Opens the originals among the manifests of an image index: one for each bundle that has them. They are what an export of the bundle
 * would write, not other packages under other names.
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
    const { subject } = links;
    if (subject === undefined) throw invalid("their list belongs to no bundle");
    checkList({ list, indexes: new Set(indexes.keys()), manifests: all }, await readOwnConfig(content, subject));
    opened.push({ manifest, bundle: subject.digest, list, indexes, manifests: manifestsOf(list, all) });
  }
  return opened;
}

/** The manifests that a list names. */
function manifestsOf(
  { repositories }: OriginalsList,
  all: ReadonlyMap<Digest, OriginalManifest>,
): OpenedOriginals["manifests"] {
  const named = repositories.flatMap(({ packages, referrers }) => [...packages, ...referrers]);
  return new Map(
    named.flatMap((digest) => {
      const manifest = all.get(digest);
      return manifest === undefined ? [] : [[digest, manifest] as const];
    }),
  );
}

function invalid(found: string): BundleError {
  return new BundleError("BUNDLE_INVALID", `Cannot read the originals of the bundle: ${found}`);
}

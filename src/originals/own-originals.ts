import type { CopiedBeside } from "../bundle/copy-bundle.ts";
import type { ManifestBeside } from "../bundle/manifests-beside.ts";
import type { Content } from "../layout/content.ts";
import type { Digest } from "../oci/digest.ts";
import { BESIDE } from "../oci/media-types.ts";
import { openOriginals } from "./open-originals.ts";
import { LIST_ROLE } from "./originals.ts";

/**
 * The originals of one of the bundles that share an image index, in the order in which an export writes them.
 * @throws BundleError what {@link openOriginals} throws
 */
export async function ownOriginals(
  content: Content,
  beside: readonly ManifestBeside[],
  bundle: Digest,
): Promise<readonly ManifestBeside[]> {
  const own = (await openOriginals(content, beside)).find((each) => each.bundle === bundle);
  if (own === undefined) return [];
  const { repositories } = own.list;
  const named = [repositories.flatMap(({ packages }) => packages), repositories.flatMap(({ referrers }) => referrers)];
  const digests = named.flatMap((each) => [...new Set(each)].toSorted());
  return [own.manifest, ...digests.flatMap((digest) => own.manifests.get(digest) ?? [])];
}

/** Collects the manifests beside several bundles, each once, in an order that does not depend on that of the bundles. */
export function joinBeside(copies: readonly CopiedBeside[]): CopiedBeside {
  const all = new Map(copies.flatMap(({ manifests }) => manifests.map((each) => [each.descriptor.digest, each])));
  const manifests = [...all.values()].toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return { manifests, blobs: new Map(copies.flatMap(({ blobs }) => [...blobs])) };
}

function rank({ descriptor: { annotations, digest } }: ManifestBeside): string {
  return `${annotations?.[BESIDE] === LIST_ROLE ? 0 : 1} ${digest}`;
}

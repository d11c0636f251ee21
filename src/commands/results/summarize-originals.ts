import type { Digest } from "../../oci/digest.ts";
import { parseLinks } from "../../oci/links.ts";
import type { OpenedOriginals, OriginalManifest } from "../../originals/open-originals.ts";
import type { Originals } from "../../originals/originals.ts";
import type { OriginalsList } from "../../originals/originals-list.ts";
import type { OriginalsSummary } from "./bundle-summary.ts";

/** Summary of originals that are exported. */
export function summarizeOriginals({ list, manifests, indexes }: Originals): OriginalsSummary {
  const linked = manifests.map((each) => ({ ...each, links: parseLinks(each.bytes) }));
  return summarize(
    list,
    new Map(linked.map((each) => [each.descriptor.digest, each])),
    indexes.map(({ descriptor }) => descriptor),
  );
}

/** Summary of the originals in a bundle; undefined if it has none. */
export function summarizeOpenedOriginals(opened: readonly OpenedOriginals[]): OriginalsSummary | undefined {
  if (opened.length === 0) return undefined;
  const list = { repositories: opened.flatMap((each) => each.list.repositories) };
  const manifests = new Map(opened.flatMap((each) => [...each.manifests]));
  return summarize(
    list,
    manifests,
    opened.flatMap((each) => [...each.indexes.values()]),
  );
}

function summarize(
  { repositories }: OriginalsList,
  manifests: ReadonlyMap<Digest, OriginalManifest>,
  indexes: readonly { readonly digest: Digest; readonly size: number }[],
): OriginalsSummary {
  const blobs = new Map(
    [...indexes, ...[...manifests.values()].flatMap(({ links }) => links.to)].map(({ digest, size }) => [digest, size]),
  );
  const sizes = [...blobs.values(), ...Array.from(manifests.values(), ({ bytes }) => bytes.byteLength)];
  return {
    blobs: blobs.size,
    size: sizes.reduce((sum, size) => sum + size, 0),
    repositories: repositories.map(({ registry, repository, tags, packages, referrers }) => ({
      name: `${registry}/${repository}`,
      tags: tags.map(({ tag }) => tag),
      packages: [...packages],
      referrers: referrers.map((digest) => {
        const { artifactType = "", subject } = manifests.get(digest)?.links ?? {};
        return { artifactType, digest, ...(subject && { subject: subject.digest }) };
      }),
    })),
  };
}

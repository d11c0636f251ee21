import {
  parseLinks_79
} from "./chunk-SJ3DJ5W3.mjs";

// src/commands/results/summarize-originals.ts
function summarizeOriginals({ list, manifests, indexes }) {
  const linked = manifests.map((each) => ({ ...each, links: parseLinks_79(each.bytes) }));
  return summarize(
    list,
    new Map(linked.map((each) => [each.descriptor.digest, each])),
    indexes.map(({ descriptor }) => descriptor)
  );
}
function summarizeOpenedOriginals(opened) {
  if (opened.length === 0) return void 0;
  const list = { repositories: opened.flatMap((each) => each.list.repositories) };
  const manifests = new Map(opened.flatMap((each) => [...each.manifests]));
  return summarize(
    list,
    manifests,
    opened.flatMap((each) => [...each.indexes.values()])
  );
}
function summarize({ repositories }, manifests, indexes) {
  const blobs = new Map(
    [...indexes, ...[...manifests.values()].flatMap(({ links }) => links.to)].map(({ digest, size }) => [digest, size])
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
        return { artifactType, digest, ...subject && { subject: subject.digest } };
      })
    }))
  };
}

export {
  summarizeOriginals,
  summarizeOpenedOriginals
};

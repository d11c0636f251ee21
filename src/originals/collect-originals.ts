import type { ManifestBeside } from "../bundle/manifests-beside.ts";
import { fetchManifest, manifestName } from "../channels/registry/manifests.ts";
import type { RepositoryClient } from "../channels/registry/repository-client.ts";
import { BundleError } from "../errors.ts";
import type { Closure, ClosurePackage } from "../home/closure/closure.ts";
import { type RepositoryName, readBlob, readReferenced } from "../home/documents/index-documents.ts";
import type { ReadDocument } from "../home/model/open-home.ts";
import { isTagRoot } from "../home/model/root.ts";
import { mapInBatches } from "../io/batches.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { algorithmOf, type Digest } from "../oci/digest.ts";
import { parseLinks } from "../oci/links.ts";
import { IMAGE_MANIFEST } from "../oci/media-types.ts";
import { isRepositoryName, isTagName } from "../oci/reference.ts";
import { collectReferrers } from "./collect-referrers.ts";
import { fetchOriginal } from "./fetch-original.ts";
import type { LocatedRepository } from "./locate-repository.ts";
import { type BlobAtHand, indexBlob, type Originals } from "./originals.ts";
import type { OriginalRepository } from "./originals-list.ts";

/** Packages that are asked for at the same time. */
const AT_ONCE = 8;

export interface CollectOptions {
  readonly read: ReadDocument;
  readonly locate: (name: RepositoryName) => Promise<LocatedRepository>;
  readonly open: (located: LocatedRepository) => RepositoryClient;
  /** Gets the number of bytes of archives that have arrived. */
  readonly received: (bytes: number) => void;
}

export interface CollectedOriginals {
  readonly originals: Originals;
  /** Bytes that are still to be fetched. */
  readonly size: number;
  /** For people. */
  readonly notes: readonly string[];
}

/**
 * Finds the publishers' own blobs of some packages. Manifests and metadata are OCX's, from the home; each manifest is asked for
 * at its registry too, with what refers to it. Archives and signatures are not fetched yet.
 * @throws BundleError `ORIGINAL_NOT_FOUND` for a package that the registry has no more; `DIGEST_MISMATCH`, `LIMIT_EXCEEDED`,
 * `OBJECT_MISSING`, `NETWORK_FAILED`, and what the registry's client throws
 */
export async function collectOriginals(closure: Closure, options: CollectOptions): Promise<CollectedOriginals> {
  const names = repositoriesOf(closure);
  const found = await mapInBatches(names, (name) => collectRepository(name, closure, options), AT_ONCE);
  const sources = new Map(found.flatMap(({ blobs }) => [...blobs]));
  const manifests = new Map(found.flatMap((each) => each.packages.map((leaf) => [leaf.descriptor.digest, leaf])));
  const referrers = new Map(found.flatMap((each) => each.referrers.map((item) => [item.descriptor.digest, item])));
  const indexes = new Map(found.flatMap((each) => each.indexes.map((index) => [index.descriptor.digest, index])));
  const fetched = [...sources.values()].filter((source) => "repository" in source);
  return {
    originals: {
      list: { repositories: found.map(({ listed }) => listed) },
      manifests: [...sorted(manifests), ...sorted(referrers)],
      indexes: sorted(indexes),
      async copyBlob(blob, write) {
        const source = sources.get(blob.digest);
        if (source === undefined) throw new Error(`no original has blob ${blob.digest}`);
        if ("bytes" in source) await write(source.bytes);
        else await fetchOriginal(source.repository, blob, { write, received: options.received });
      },
    },
    size: fetched.reduce((sum, { descriptor }) => sum + descriptor.size, 0),
    notes: found.flatMap(({ notes }) => notes),
  };
}

/** The source of a blob. */
type Source = BlobAtHand | { readonly descriptor: Descriptor; readonly repository: RepositoryClient };

interface FoundRepository {
  readonly listed: OriginalRepository;
  readonly packages: readonly ManifestBeside[];
  readonly referrers: readonly ManifestBeside[];
  readonly indexes: readonly BlobAtHand[];
  readonly blobs: ReadonlyMap<Digest, Source>;
  readonly notes: readonly string[];
}

async function collectRepository(
  name: RepositoryName,
  closure: Closure,
  { read, locate, open }: CollectOptions,
): Promise<FoundRepository> {
  const located = await locate(name);
  const repository = open(located);
  const packages: ManifestBeside[] = [];
  const referrers = new Map<Digest, ManifestBeside>();
  const blobs = new Map<Digest, Source>();
  const notes: string[] = [];
  for (const pkg of closure.packages.filter((each) => isIn(each, name))) {
    const leaf = await readLeaf(read, pkg, repository);
    packages.push(leaf);
    for (const descriptor of parseLinks(leaf.bytes).to) blobs.set(descriptor.digest, { descriptor, repository });
    const config = await readBlob(read, pkg.registry, pkg.manifest.config);
    const described = blobs.get(pkg.manifest.config)?.descriptor;
    if (config !== undefined && described !== undefined && described.size === config.byteLength)
      blobs.set(described.digest, { descriptor: described, bytes: config });
    const collected = await collectReferrers(repository, leaf.descriptor.digest);
    for (const { manifest, names } of collected.referrers) {
      referrers.set(manifest.descriptor.digest, manifest);
      for (const descriptor of names)
        if (!blobs.has(descriptor.digest)) blobs.set(descriptor.digest, { descriptor, repository });
    }
    notes.push(...collected.notes);
  }
  const indexes = await readIndexes(read, name, closure);
  const { location } = located;
  return {
    listed: {
      ...name,
      ...(location && { location }),
      tags: tagsOf(name, closure),
      indexes: digestsOf(indexes),
      packages: digestsOf(packages),
      referrers: digestsOf([...referrers.values()]),
    },
    packages,
    referrers: [...referrers.values()],
    indexes,
    blobs,
    notes,
  };
}

/** The repositories of the packages, each once, in the order of their names. */
function repositoriesOf({ packages }: Closure): readonly RepositoryName[] {
  const names = packages.flatMap(({ registry, repositories }) =>
    repositories.map((repository): [string, RepositoryName] => [`${registry}/${repository}`, { registry, repository }]),
  );
  const unique = [...new Map(names)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
  const strange = unique.find(({ repository }) => !isRepositoryName(repository));
  if (strange === undefined) return unique;
  throw new BundleError(
    "ORIGINAL_NOT_FOUND",
    `Cannot find the originals of ${strange.registry}/${strange.repository}: no registry has a repository of this name`,
  );
}

function isIn({ registry, repositories }: ClosurePackage, name: RepositoryName): boolean {
  return registry === name.registry && repositories.includes(name.repository);
}

/** The leaf manifest, from the home, if the registry still has it. */
async function readLeaf(
  read: ReadDocument,
  pkg: ClosurePackage,
  repository: RepositoryClient,
): Promise<ManifestBeside> {
  const { registry, leaf } = pkg;
  const bytes = await readBlob(read, registry, leaf);
  if (bytes === undefined) throw new BundleError("OBJECT_MISSING", `Cannot read ${leaf} of ${registry}: it is missing`);
  const others = [leaf, ...parseLinks(bytes).to.map(({ digest }) => digest)];
  const strange = others.find((digest) => algorithmOf(digest) !== "sha256");
  if (strange !== undefined)
    throw new BundleError("LIMIT_EXCEEDED", `Cannot carry the original ${strange}: expected a sha256 digest`, {
      hint: "Export without `original`.",
    });
  if ((await fetchManifest(repository, leaf)) === undefined)
    throw new BundleError(
      "ORIGINAL_NOT_FOUND",
      `Cannot find ${manifestName(repository, leaf)}: the registry does not have it, so the publisher has removed it`,
    );
  const descriptor = { mediaType: IMAGE_MANIFEST, digest: leaf, size: bytes.byteLength };
  return { descriptor, bytes };
}

function tagsOf({ registry, repository }: RepositoryName, { roots }: Closure): OriginalRepository["tags"] {
  const tagged = roots.filter(
    (root) => root.registry === registry && root.repository === repository && isTagRoot(root),
  );
  const tags = new Map(tagged.map(({ tag = "", index, leaf }) => [tag, index ?? leaf]));
  return [...tags]
    .filter(([tag]) => isTagName(tag))
    .map(([tag, digest]) => ({ tag, digest }))
    .toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
}

/** The image indexes through which the packages of a repository were found. */
async function readIndexes(
  read: ReadDocument,
  name: RepositoryName,
  { roots, packages }: Closure,
): Promise<readonly BlobAtHand[]> {
  const pins = packages.flatMap(({ dependencies }) =>
    dependencies.map(({ identifier, index }) => ({ ...identifier, index })),
  );
  const found = new Map<Digest, BlobAtHand>();
  for (const { registry, repository, index } of [...roots, ...pins]) {
    if (index === undefined || registry !== name.registry || repository !== name.repository) continue;
    const bytes = await readReferenced(read, name, index);
    if (bytes === undefined)
      throw new BundleError("OBJECT_MISSING", `Cannot read ${index} of ${registry}/${repository}: it is missing`);
    found.set(index, indexBlob(bytes));
  }
  return [...found.values()];
}

function digestsOf(items: readonly { readonly descriptor: Descriptor }[]): readonly Digest[] {
  return items.map(({ descriptor }) => descriptor.digest).toSorted();
}

function sorted<Item>(items: ReadonlyMap<Digest, Item>): readonly Item[] {
  return [...items].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

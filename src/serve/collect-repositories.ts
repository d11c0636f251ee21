import { BundleError } from "../errors.ts";
import type { Content } from "../layout/content.ts";
import { readLinks, walkManifests } from "../layout/walk-manifests.ts";
import { MAX_SERVED } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { isManifestType, type Links } from "../oci/links.ts";
import { REF_NAME } from "../oci/media-types.ts";
import { type RootName, readRootName, repositoryOfPlace } from "../oci/root-name.ts";
import { excerpt } from "../printable.ts";
import { emptyRepository, type Repositories, type ServedRepository } from "./served-repository.ts";

/**
 * Finds what the manifests of some places reach. Reads and verifies the manifests; blobs are only located. A manifest without a
 * name belongs to the repository of its subject, or to one with the name of its place. An image index may lack manifests and
 * blobs: whoever copies one platform leaves the others out.
 * @throws BundleError `BUNDLE_AMBIGUOUS` for two manifests of one name, `BUNDLE_INVALID`, `DIGEST_MISMATCH`, `LIMIT_EXCEEDED`,
 * `OPTION_INVALID`, and what reading throws
 */
export async function collectRepositories(contents: readonly Content[]): Promise<Repositories> {
  const repositories = new Map<string, ServedRepository>();
  const counter = { left: MAX_SERVED };
  const holders = new Map<Digest, ServedRepository[]>();
  for (const content of contents) {
    const walk = walkIn(content, counter, holders);
    const roots = (await content.roots()).filter(({ mediaType }) => isManifestType(mediaType));
    const nameless: Descriptor[] = [];
    for (const root of roots) {
      const name = nameOfRoot(root, content.name);
      if (name === undefined) nameless.push(root);
      else {
        const repository = repositoryIn(repositories, name.repository);
        setTag(repository, name, root.digest);
        await walk.into(repository, root);
      }
    }
    await placeNameless(nameless, repositories, walk, content);
    await content.expect(walk.reached());
  }
  return repositories;
}

function repositoryIn(repositories: Map<string, ServedRepository>, name: string): ServedRepository {
  const repository = repositories.get(name) ?? emptyRepository();
  repositories.set(name, repository);
  return repository;
}

function setTag({ tags }: ServedRepository, { repository, tag }: RootName, digest: Digest): void {
  if (tag === undefined) return;
  const other = tags.get(tag) ?? digest;
  if (other !== digest) {
    const found = `${other} and ${digest} both have that name`;
    throw new BundleError("BUNDLE_AMBIGUOUS", `Cannot serve ${repository}:${tag}: ${found}`, {
      hint: "Serve one of them only, or export one under another `--name`.",
    });
  }
  tags.set(tag, digest);
}

/** @throws BundleError `OPTION_INVALID` for a name that registries do not take */
function nameOfRoot(root: Descriptor, place: string): RootName | undefined {
  const name = readRootName(root);
  const given = root.annotations?.[REF_NAME];
  if (name !== undefined || given === undefined) return name;
  const found = `its name "${excerpt(given)}" is not a name of a repository`;
  throw new BundleError("OPTION_INVALID", `Cannot serve ${place}: ${found}`, {
    hint: "Export it under a name of letters and digits, with single dots, dashes and underscores between them.",
  });
}

/**
 * Places referrers beside their subjects, which may be referrers themselves, and all others under the name of the place. Each is looked
 * at again only when what it waits for is placed: there may be thousands, in any order.
 */
async function placeNameless(
  nameless: readonly Descriptor[],
  repositories: Map<string, ServedRepository>,
  walk: Walk,
  { name }: Content,
): Promise<void> {
  const needs = new Map<Descriptor, readonly Digest[]>();
  const byNeed = new Map<Digest, Descriptor[]>();
  for (const root of nameless) {
    const subject = (await walk.links(root))?.subject?.digest;
    const wanted = subject === undefined ? [root.digest] : [root.digest, subject];
    needs.set(root, wanted);
    for (const digest of wanted) addTo(byNeed, digest, root);
  }
  const waiting = new Set(nameless);
  const queue = [...nameless];
  // Grows while it is read.
  for (const root of queue) {
    const homes = new Set(needs.get(root)?.flatMap((digest) => walk.holders.get(digest) ?? []));
    if (homes.size === 0 || !waiting.delete(root)) continue;
    for (const repository of homes)
      for (const digest of await walk.into(repository, root))
        for (const next of byNeed.get(digest) ?? []) queue.push(next);
  }
  for (const root of waiting) await walk.into(repositoryIn(repositories, repositoryOfPlace(name)), root);
}

function addTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

interface Walk {
  /** Adds a manifest, and everything that it reaches. Returns the manifests that the repository lacked. */
  into(repository: ServedRepository, root: Descriptor): Promise<readonly Digest[]>;
  /** The repositories that have a manifest. */
  readonly holders: Holders;
  /** Undefined if the place lacks the manifest. */
  links(manifest: Descriptor): Promise<Links | undefined>;
  reached(): readonly Descriptor[];
}

type Holders = ReadonlyMap<Digest, readonly ServedRepository[]>;

function walkIn(content: Content, counter: { left: number }, holders: Map<Digest, ServedRepository[]>): Walk {
  const reached = new Map<Digest, Descriptor>();
  const count = (): void => {
    counter.left -= 1;
    if (counter.left >= 0) return;
    const found = `there are more than ${MAX_SERVED} manifests and blobs`;
    throw new BundleError("LIMIT_EXCEEDED", `Cannot serve ${content.name}: ${found}`, {
      hint: "Serve fewer bundles, or push them to a registry.",
    });
  };
  return {
    links: (manifest) => readLinks(content, manifest),
    reached: () => [...reached.values()],
    holders,
    async into(repository, root) {
      const { manifests, blobs, referrers } = repository;
      const added: Digest[] = [];
      const mapOf = ({ mediaType }: Descriptor) => (isManifestType(mediaType) ? manifests : blobs);
      const isKnown = (descriptor: Descriptor) => mapOf(descriptor).has(descriptor.digest);
      for await (const { descriptor, links } of walkManifests(content, root, isKnown)) {
        count();
        reached.set(descriptor.digest, descriptor);
        mapOf(descriptor).set(descriptor.digest, { content, descriptor });
        if (links === undefined) continue;
        added.push(descriptor.digest);
        addTo(holders, descriptor.digest, repository);
        const subject = links.subject?.digest;
        if (subject !== undefined) addTo(referrers, subject, describeReferrer(descriptor, links));
      }
      return added;
    },
  };
}

/** The row of a manifest in the list of what refers to its subject. */
export function describeReferrer(
  { mediaType, digest, size }: Descriptor,
  { annotations, artifactType }: Links,
): Descriptor {
  return {
    mediaType,
    digest,
    size,
    ...(annotations && { annotations }),
    ...(artifactType !== undefined && { artifactType }),
  };
}

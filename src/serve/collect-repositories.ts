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
  for (const content of contents) {
    const walk = walkIn(content, counter);
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

/** Places referrers beside their subjects, which may be referrers themselves, and all others under the name of the place. */
async function placeNameless(
  nameless: readonly Descriptor[],
  repositories: Map<string, ServedRepository>,
  walk: Walk,
  { name }: Content,
): Promise<void> {
  let waiting = nameless;
  for (let before = -1; waiting.length !== before; ) {
    before = waiting.length;
    const later: Descriptor[] = [];
    for (const root of waiting) {
      const subject = (await walk.links(root))?.subject?.digest;
      const homes = [...repositories.values()].filter(
        ({ manifests }) => manifests.has(root.digest) || (subject !== undefined && manifests.has(subject)),
      );
      for (const repository of homes) await walk.into(repository, root);
      if (homes.length === 0) later.push(root);
    }
    waiting = later;
  }
  for (const root of waiting) await walk.into(repositoryIn(repositories, repositoryOfPlace(name)), root);
}

interface Walk {
  /** Adds a manifest, and everything that it reaches. */
  into(repository: ServedRepository, root: Descriptor): Promise<void>;
  /** Undefined if the place lacks the manifest. */
  links(manifest: Descriptor): Promise<Links | undefined>;
  reached(): readonly Descriptor[];
}

function walkIn(content: Content, counter: { left: number }): Walk {
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
    async into({ manifests, blobs, referrers }, root) {
      const mapOf = ({ mediaType }: Descriptor) => (isManifestType(mediaType) ? manifests : blobs);
      const isKnown = (descriptor: Descriptor) => mapOf(descriptor).has(descriptor.digest);
      for await (const { descriptor, links } of walkManifests(content, root, isKnown)) {
        count();
        reached.set(descriptor.digest, descriptor);
        mapOf(descriptor).set(descriptor.digest, { content, descriptor });
        const subject = links?.subject?.digest;
        if (links === undefined || subject === undefined) continue;
        referrers.set(subject, [...(referrers.get(subject) ?? []), describeReferrer(descriptor, links)]);
      }
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

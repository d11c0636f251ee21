import { readBeside } from "../bundle/manifests-beside.ts";
import { readVerified } from "../bundle/read-verified.ts";
import type { Content } from "../layout/content.ts";
import { MAX_MANIFEST } from "../limits.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { parseDocument } from "../oci/document.ts";
import { imageIndexSchema } from "../oci/manifest.ts";
import { BESIDE, IMAGE_INDEX } from "../oci/media-types.ts";
import { describeReferrer } from "../serve/collect-repositories.ts";
import { emptyRepository, type Placed, type Repositories, type ServedRepository } from "../serve/served-repository.ts";
import { mirrorName } from "./mirror-name.ts";
import { type OpenedOriginals, openOriginals } from "./open-originals.ts";
import { LIST_ROLE } from "./originals.ts";
import type { OriginalRepository } from "./originals-list.ts";

/** The originals in some places. */
export interface PlacedOriginals {
  readonly content: Content;
  /** The image index that names them. */
  readonly root: Digest;
  readonly opened: OpenedOriginals;
}

/** Finds the originals of the bundles in some places. @throws BundleError what {@link openOriginals} throws */
export async function findOriginalsIn(contents: readonly Content[]): Promise<readonly PlacedOriginals[]> {
  const found: PlacedOriginals[] = [];
  for (const content of contents) {
    const indexes = (await content.roots()).filter(({ mediaType }) => mediaType === IMAGE_INDEX);
    const unique = new Map(indexes.map((index) => [index.digest, index]));
    for (const descriptor of unique.values()) {
      const bytes = await readVerified(content, descriptor, { what: "image index", longest: MAX_MANIFEST });
      const { manifests } = parseDocument(bytes, imageIndexSchema, "image index");
      const others = manifests.filter(({ annotations }) => annotations?.[BESIDE] !== undefined);
      // Other image indexes may name anything.
      if (!others.some(({ annotations }) => annotations?.[BESIDE] === LIST_ROLE)) continue;
      // A copy of one platform of an image index has no originals.
      if (!(await hasAll(content, others))) continue;
      const beside = await readBeside(content, others);
      for (const opened of await openOriginals(content, beside))
        found.push({ content, root: descriptor.digest, opened });
    }
  }
  return found;
}

async function hasAll(content: Content, descriptors: readonly Descriptor[]): Promise<boolean> {
  for (const descriptor of descriptors) if ((await content.open(descriptor)) === undefined) return false;
  return true;
}

/**
 * Adds the repositories of publishers to those of bundles: each under the names by which a mirror of its registry, or of the
 * registry where it really is, is asked for it. OCX lists the names of a mirror without the prefix of the mirror, and then asks for all of them
 * with the prefix. So the catalog has each name once, and every listed name can be asked for with every prefix.
 * `ocx index sync` fails if one of them has no version there. So the catalog has neither dependencies without a tag nor bundles.
 */
export function withOriginals(repositories: Repositories, originals: readonly PlacedOriginals[]): Repositories {
  const all = new Map(repositories);
  const bare = new Map<string, string>();
  for (const placed of originals) {
    for (const item of placed.opened.list.repositories) {
      const own = `${item.registry}/${item.repository}`;
      const places = [item, ...(item.location === undefined ? [] : [item.location])];
      for (const { registry, repository } of places)
        fill(aliasIn(all, `${mirrorName(registry)}/${repository}`), item, placed);
      const other = bare.get(item.repository) ?? own;
      if (repositories.has(item.repository)) continue;
      bare.set(item.repository, own);
      const listed = all.get(item.repository) ?? emptyRepository();
      all.set(item.repository, listed);
      // Of two registries with a repository of one name, the first has the short name.
      if (other === own) fill(listed, item, placed);
    }
  }
  if (originals.length === 0) return all;
  const listed = [...all].filter(([, { isAlias = false }]) => !isAlias);
  const registries = new Set(
    originals.flatMap(({ opened }) => opened.list.repositories.map(({ registry }) => registry)),
  );
  for (const [name, repository] of listed) {
    if (!bare.has(name) || !hasVersion(repository)) all.set(name, { ...repository, isUnlisted: true });
    else for (const registry of registries) aliasIn(all, `${mirrorName(registry)}/${name}`);
  }
  return all;
}

/** Tags in which OCX sees no version: its own, and those that stand for referrers. Source: OCX, `package/tag.rs`. */
const RESERVED_TAG = /^__ocx|^sha256\.[0-9a-f]{64}$|^sha256-[0-9a-f]{64}(?:\.sig|\.att)?$/i;

/** True if a tag names an image index: OCX records no other. */
function hasVersion({ tags, manifests }: ServedRepository): boolean {
  return [...tags].some(
    ([tag, digest]) => !RESERVED_TAG.test(tag) && manifests.get(digest)?.descriptor.mediaType === IMAGE_INDEX,
  );
}

function aliasIn(all: Map<string, ServedRepository>, name: string): ServedRepository {
  const repository = all.get(name) ?? emptyRepository({ isAlias: true });
  all.set(name, repository);
  return repository;
}

/** Adds what a list says of one repository, and all that it needs. */
function fill(
  { tags, manifests, blobs, referrers }: ServedRepository,
  item: OriginalRepository,
  { content, root, opened }: PlacedOriginals,
): void {
  const place = (map: Map<Digest, Placed>, descriptor: Placed["descriptor"]): void =>
    void (map.has(descriptor.digest) || map.set(descriptor.digest, { content, descriptor, root }));
  // Of two bundles, the later one decides.
  for (const { tag, digest } of item.tags) tags.set(tag, digest);
  for (const digest of item.indexes) {
    const index = opened.indexes.get(digest);
    if (index !== undefined) place(manifests, { mediaType: IMAGE_INDEX, digest, size: index.size });
  }
  for (const digest of [...item.packages, ...item.referrers]) {
    const manifest = opened.manifests.get(digest);
    if (manifest === undefined) continue;
    place(manifests, manifest.descriptor);
    for (const blob of manifest.links.to) place(blobs, blob);
    const subject = manifest.links.subject?.digest;
    if (subject === undefined) continue;
    const rows = referrers.get(subject) ?? [];
    if (!rows.some((row) => row.digest === digest))
      referrers.set(subject, [...rows, describeReferrer(manifest.descriptor, manifest.links)]);
  }
}

import { BundleError } from "../errors.ts";
import type { Content } from "../layout/content.ts";
import { readLinks, walkManifests } from "../layout/walk-manifests.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { isManifestType } from "../oci/links.ts";
import { REF_NAME, STORE_NAME } from "../oci/media-types.ts";
import { FEWEST_DIGITS, isBeginningOf, parsePartialDigest } from "../oci/partial-digest.ts";
import { DEFAULT_TAG } from "../oci/reference.ts";
import { type RootName, readRootName } from "../oci/root-name.ts";

/** A manifest that a store names in its index. */
export interface StoreEntry {
  readonly descriptor: Descriptor;
  /** Absent for what another tool has put there without a name. */
  readonly name?: RootName;
}

/** An entry in the index of a store. */
export interface StoreIndex {
  /** All descriptors, in their order. */
  readonly roots: readonly Descriptor[];
  readonly entries: readonly StoreEntry[];
  /** Manifests that refer to an entry, or to each other, such as signatures; by the digest of what they refer to. */
  readonly attached: ReadonlyMap<Digest, readonly Descriptor[]>;
}

/** Reads the index of a store. Only manifests without a name are read: a name makes one an entry. */
export async function readIndex(store: Content): Promise<StoreIndex> {
  const roots = await store.roots();
  const manifests = roots.filter(({ mediaType }) => isManifestType(mediaType));
  const subjects = new Map<Descriptor, Digest>();
  for (const root of manifests.filter(isNameless)) {
    const subject = await subjectOf(store, root);
    if (subject !== undefined) subjects.set(root, subject);
  }
  const referrers = manifests.filter((root) => subjects.has(root));
  const others = manifests.filter((root) => !subjects.has(root));
  const byDigest = new Map([...referrers, ...others].map((root) => [root.digest, root]));
  const isAttached = chainsThatEnd(manifests, subjects, byDigest);
  const attached = Map.groupBy(referrers.filter(isAttached), (root) => subjects.get(root) ?? root.digest);
  return { roots, entries: entriesOf(manifests.filter((root) => !isAttached(root))), attached };
}

/**
 * Tells of a manifest whether its subject, or the subject of that and so on, is one without a subject. Each is followed once: chains
 * may have thousands of links.
 */
function chainsThatEnd(
  manifests: readonly Descriptor[],
  subjects: ReadonlyMap<Descriptor, Digest>,
  byDigest: ReadonlyMap<Digest, Descriptor>,
): (root: Descriptor) => boolean {
  const known = new Map<Descriptor, boolean>(
    manifests.filter((root) => !subjects.has(root)).map((root) => [root, true]),
  );
  return (root) => {
    if (!subjects.has(root)) return false;
    const chain: Descriptor[] = [];
    let at: Descriptor | undefined = root;
    while (at !== undefined && !known.has(at)) {
      // A subject that is followed again ends nowhere.
      known.set(at, false);
      chain.push(at);
      at = byDigest.get(subjects.get(at) ?? at.digest);
    }
    const ends = at !== undefined && known.get(at) === true;
    for (const each of chain) known.set(each, ends);
    return ends;
  };
}

function isNameless({ annotations }: Descriptor): boolean {
  return annotations?.[REF_NAME] === undefined && annotations?.[STORE_NAME] === undefined;
}

/** Undefined also for a damaged manifest: it is an entry then, so that a check names it. */
async function subjectOf(store: Content, root: Descriptor): Promise<Digest | undefined> {
  try {
    return (await readLinks(store, root))?.subject?.digest;
  } catch (error) {
    if (error instanceof BundleError) return undefined;
    throw error;
  }
}

/** The entries among descriptors that are attached to nothing. */
export function entriesOf(roots: readonly Descriptor[]): readonly StoreEntry[] {
  return roots
    .filter(({ mediaType }) => isManifestType(mediaType))
    .map((descriptor) => {
      const name = readRootName(descriptor);
      return { descriptor, ...(name && { name }) };
    });
}

/** An entry, and what is attached to it. */
export function rootsOf(index: StoreIndex, { descriptor }: StoreEntry): readonly Descriptor[] {
  const found = [descriptor];
  // Grows while it is read: what is attached may have something attached to it.
  for (const { digest } of found) for (const each of index.attached.get(digest) ?? []) found.push(each);
  return found;
}

/** Removes entries from an index. Signatures go with the last entry of their digest. */
export function rootsWithout(index: StoreIndex, removed: readonly StoreEntry[]): readonly Descriptor[] {
  const stays = new Set(
    index.entries.filter((entry) => !removed.includes(entry)).map(({ descriptor }) => descriptor.digest),
  );
  const gone = new Set(
    removed.flatMap((entry) => (stays.has(entry.descriptor.digest) ? [entry.descriptor] : rootsOf(index, entry))),
  );
  return index.roots.filter((root) => !gone.has(root));
}

/** `NAME:TAG`, `NAME@sha256:…` for an older one without tag, or the digest. */
export function formatEntry({ name, descriptor: { digest } }: StoreEntry): string {
  if (name === undefined) return digest;
  return name.tag === undefined ? `${name.repository}@${digest}` : `${name.repository}:${name.tag}`;
}

/**
 * Finds what is meant by `NAME:TAG`, by `NAME`, which is its `latest` or the only one, or by the beginning of a digest.
 * @throws BundleError `BUNDLE_NOT_FOUND`, `BUNDLE_AMBIGUOUS`; both list what there is
 */
export function findEntry(entries: readonly StoreEntry[], wanted: string): StoreEntry {
  const [entry] = findNames(entries, wanted);
  if (entry === undefined) throw new Error("what was found has a name");
  return entry;
}

/** As {@link findEntry}, with all names that the digest has, if it is meant by its digits. */
export function findNames(entries: readonly StoreEntry[], wanted: string): readonly StoreEntry[] {
  const found = matches(entries, wanted);
  const digests = new Set(found.map(({ descriptor }) => descriptor.digest));
  if (digests.size === 1) return found;
  const several = digests.size > 1;
  const list = listOf(several ? found : entries);
  throw several
    ? new BundleError("BUNDLE_AMBIGUOUS", `Cannot choose "${wanted}": it can be ${list}`, {
        hint: "Write more of the name or of the digest.",
      })
    : new BundleError("BUNDLE_NOT_FOUND", `Cannot find "${wanted}": the store has ${list}`, {
        hint: `Write NAME:TAG, NAME, or at least ${FEWEST_DIGITS} digits of a digest, as \`store list\` shows them.`,
      });
}

function matches(entries: readonly StoreEntry[], wanted: string): readonly StoreEntry[] {
  const named = entries.filter((entry) => entry.name?.repository === wanted);
  const latest = named.filter(({ name }) => name?.tag === DEFAULT_TAG);
  if (named.length > 0) return latest.length > 0 ? latest : named;
  const exact = entries.filter((entry) => formatEntry(entry) === wanted);
  if (exact.length > 0) return exact;
  const at = wanted.lastIndexOf("@");
  const digest = parsePartialDigest(wanted.slice(at + 1));
  if (digest === undefined) return [];
  return entries.filter(
    ({ name, descriptor }) =>
      isBeginningOf(digest, descriptor.digest) && (at === -1 || name?.repository === wanted.slice(0, at)),
  );
}

/** Most names that a message lists. */
const MOST = 20;

function listOf(entries: readonly StoreEntry[]): string {
  if (entries.length === 0) return "nothing";
  const rest = entries.length - MOST;
  const names = entries
    .slice(0, MOST)
    .map((entry) => `${formatEntry(entry)} (${entry.descriptor.digest.slice(0, 19)})`);
  return `${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** Everything that some manifests need, themselves included. */
export async function reachOf(store: Content, roots: readonly Descriptor[]): Promise<ReadonlyMap<Digest, Descriptor>> {
  const reached = new Map<Digest, Descriptor>();
  for (const root of roots)
    for await (const { descriptor } of walkManifests(store, root, ({ digest }) => reached.has(digest)))
      reached.set(descriptor.digest, descriptor);
  return reached;
}

import { BundleError } from "../errors.ts";
import type { Content } from "../layout/content.ts";
import { walkManifests } from "../layout/walk-manifests.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { type Digest, hexOf } from "../oci/digest.ts";
import { isManifestType } from "../oci/links.ts";
import { DEFAULT_TAG } from "../oci/reference.ts";
import { type RootName, readRootName } from "../oci/root-name.ts";

/** A manifest that a store names in its index. */
export interface StoreEntry {
  readonly descriptor: Descriptor;
  /** Absent for what another tool has put there without a name. */
  readonly name?: RootName;
}

/** The entries of an index. */
export function entriesOf(roots: readonly Descriptor[]): readonly StoreEntry[] {
  return roots
    .filter(({ mediaType }) => isManifestType(mediaType))
    .map((descriptor) => {
      const name = readRootName(descriptor);
      return { descriptor, ...(name && { name }) };
    });
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
    : new BundleError("BUNDLE_NOT_FOUND", `Cannot find "${wanted}": the store has ${list}`);
}

/** Hex digits of a digest that are enough to look for. */
const FEWEST_DIGITS = 6;

function matches(entries: readonly StoreEntry[], wanted: string): readonly StoreEntry[] {
  const named = entries.filter((entry) => entry.name?.repository === wanted);
  const latest = named.filter(({ name }) => name?.tag === DEFAULT_TAG);
  if (named.length > 0) return latest.length > 0 ? latest : named;
  const exact = entries.filter((entry) => formatEntry(entry) === wanted);
  if (exact.length > 0) return exact;
  const [, repository, digits = ""] = /^(?:(.+)@)?(?:sha256:)?([0-9a-f]+)$/.exec(wanted) ?? [];
  if (digits.length < FEWEST_DIGITS) return [];
  return entries.filter(
    ({ name, descriptor }) =>
      hexOf(descriptor.digest).startsWith(digits) && (repository === undefined || name?.repository === repository),
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

/** Everything that an entry needs, itself included. */
export async function reachOf(store: Content, root: Descriptor): Promise<ReadonlyMap<Digest, Descriptor>> {
  const reached = new Map<Digest, Descriptor>();
  for await (const { descriptor } of walkManifests(store, root, ({ digest }) => reached.has(digest)))
    reached.set(descriptor.digest, descriptor);
  return reached;
}

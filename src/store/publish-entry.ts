import { BundleError } from "../errors.ts";
import type { Staging } from "../io/staging.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { REF_NAME, STORE_NAME, STORE_TAG } from "../oci/media-types.ts";
import { readRootName } from "../oci/root-name.ts";
import { entriesOf, formatEntry, type StoreEntry } from "./entries.ts";
import { readRoots, withLock } from "./open-store.ts";
import { openUsage, type UsageRecord } from "./usage.ts";
import { writeIndex } from "./write-index.ts";

/** A name and a tag in a store. */
export interface EntryName {
  readonly repository: string;
  readonly tag: string;
}

/** A manifest and its name. It is published only if all blobs that it reaches are in the store. */
export interface NewEntry {
  readonly root: Descriptor;
  readonly name: EntryName;
  /** For people: where it comes from. It has no secret. */
  readonly origin: string;
  /** Manifests that refer to it, such as signatures. They get no name. */
  readonly attached?: readonly Descriptor[];
}

/**
 * Names a manifest. What had its tag before stays under the name, without one.
 * @throws BundleError `OPTION_INVALID` when another entry has this name for other tools; `LOCK_TIMEOUT`, and what writing throws
 */
export async function publishEntry(
  store: string,
  staging: Staging,
  { root, name, origin, attached = [] }: NewEntry,
): Promise<StoreEntry> {
  return withLock(store, async () => {
    using usage = openUsage(store);
    const entry = nameEntry(root, name);
    const index = indexWith(await readRoots(store), entry);
    const there = new Set(index.map(({ digest }) => digest));
    noteAddition(usage, root, { added: Date.now(), origin });
    await writeIndex(staging, [...index, ...attached.filter(({ digest }) => !there.has(digest))]);
    usage.forgetPartial(root.digest);
    return entry;
  });
}

/**
 * Names a manifest that nobody has asked to name, so it takes no tag from another one: without a free name, it is listed under
 * its digest. One that is named already stays as it is.
 */
export async function publishQuietly(
  store: string,
  staging: Staging,
  { root, name, origin, attached = [] }: Omit<NewEntry, "name"> & { readonly name: EntryName | undefined },
): Promise<void> {
  await withLock(store, async () => {
    using usage = openUsage(store);
    const roots = await readRoots(store);
    const there = new Set(roots.map(({ digest }) => digest));
    const entries = there.has(root.digest) ? [] : [freeEntry(roots, root, name)];
    const added = [...entries, ...attached.filter(({ digest }) => !there.has(digest))];
    noteAddition(usage, root, { origin });
    if (added.length > 0) await writeIndex(staging, [...roots, ...added]);
    usage.forgetPartial(root.digest);
  });
}

/** Notes it before its name is there: a disk may be full, and a row without a name goes with the next collection. */
function noteAddition(
  usage: UsageRecord,
  { digest }: Descriptor,
  given: { readonly added?: number; readonly origin: string },
): void {
  const used = Date.now();
  usage.set(digest, { added: used, ...usage.of(digest), ...given, used });
}

/** The descriptor under its name. `ref.name` is for other tools, which know no repositories in a layout. */
function nameEntry(root: Descriptor, { repository, tag }: EntryName): StoreEntry {
  const annotations = { [REF_NAME]: `${repository}-${tag}`, [STORE_NAME]: repository, [STORE_TAG]: tag };
  return { descriptor: { ...bare(root), annotations }, name: { repository, tag } };
}

function freeEntry(roots: readonly Descriptor[], root: Descriptor, name: EntryName | undefined): Descriptor {
  if (name === undefined) return bare(root);
  const { descriptor } = nameEntry(root, name);
  const isTaken = roots.some(
    (other) =>
      other.annotations?.[REF_NAME] === descriptor.annotations?.[REF_NAME] ||
      (readRootName(other)?.repository === name.repository && readRootName(other)?.tag === name.tag),
  );
  return isTaken ? { ...bare(root), annotations: { [STORE_NAME]: name.repository } } : descriptor;
}

/** The descriptor without what another place said of it. */
function bare({ mediaType, digest, size, platform, artifactType }: Descriptor): Descriptor {
  return {
    mediaType,
    digest,
    size,
    ...(platform && { platform }),
    ...(artifactType !== undefined && { artifactType }),
  };
}

/** The index with one more entry. What had its tag before stays under the name, without one. */
function indexWith(roots: readonly Descriptor[], entry: StoreEntry): readonly Descriptor[] {
  const { repository, tag } = entry.name ?? {};
  const index = roots.flatMap((descriptor) => {
    const name = readRootName(descriptor);
    if (name?.repository !== repository) return [descriptor];
    if (descriptor.digest === entry.descriptor.digest && (name?.tag === undefined || name.tag === tag)) return [];
    if (name?.tag !== tag) return [descriptor];
    return [{ ...descriptor, annotations: { [STORE_NAME]: repository ?? "" } }];
  });
  const refName = entry.descriptor.annotations?.[REF_NAME];
  const rival = entriesOf(index).find(({ descriptor }) => descriptor.annotations?.[REF_NAME] === refName);
  if (rival === undefined) return [...index, entry.descriptor];
  const found = `${formatEntry(rival)} has the name ${refName} for other tools, which this one would have too`;
  throw new BundleError("OPTION_INVALID", `Cannot add ${formatEntry(entry)}: ${found}`, {
    hint: "Choose another name or tag with `--as`.",
  });
}

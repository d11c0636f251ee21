import { openWhole } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import { layerPath } from "../../home/model/paths.ts";
import type { Content } from "../../layout/content.ts";
import { isDirectoryLayout, openDirectoryLayout } from "../../layout/directory-layout.ts";
import type { Digest } from "../../oci/digest.ts";
import { reachOf, readIndex, type StoreEntry } from "../../store/entries.ts";
import { takeLease } from "../../store/lease.ts";
import type { Base } from "../reading/open-bases.ts";

/**
 * Opens the bundles of a store that have some of the wanted layers, under a lease that the stack ends. The first in the list is
 * the store itself, without layers: messages say by it where was looked.
 * @param wanted paths of layers in a home
 * @param missing blobs that the store lacks, or has damaged: they are taken from no bundle of it
 */
export async function openStoreBases(
  store: string,
  { wanted, missing }: { readonly wanted: ReadonlySet<string>; readonly missing: ReadonlySet<Digest> },
  stack: AsyncDisposableStack,
): Promise<readonly Base[]> {
  const bases: Base[] = [{ name: `store ${store}`, layers: new Map(), packages: [] }];
  if (wanted.size === 0 || !(await isDirectoryLayout(store))) return bases;
  const content = stack.use(openDirectoryLayout(store));
  const found: { readonly entry: StoreEntry; readonly base: Base }[] = [];
  const { entries } = await readIndex(content);
  for (const entry of new Map(entries.map((each) => [each.descriptor.digest, each])).values())
    for (const base of await basesOf(content, entry, { wanted, missing })) found.push({ entry, base });
  if (found.length === 0) return bases;
  const needed = await reachOf(
    content,
    found.map(({ entry }) => entry.descriptor),
  );
  stack.use(await takeLease(store, [...needed.keys()]));
  // A collection may have taken a bundle before the lease was there.
  const still = new Set((await content.roots()).map(({ digest }) => digest));
  return [...bases, ...found.filter(({ entry }) => still.has(entry.descriptor.digest)).map(({ base }) => base)];
}

/** The platforms of a bundle that have a wanted layer. None for an entry that is damaged, or is not a bundle. */
async function basesOf(
  content: Content,
  { descriptor }: StoreEntry,
  { wanted, missing }: { readonly wanted: ReadonlySet<string>; readonly missing: ReadonlySet<Digest> },
): Promise<readonly Base[]> {
  const bases: Base[] = [];
  try {
    const whole = await openWhole({ ...content, roots: async () => [descriptor] });
    for await (const bundle of whole.platforms()) {
      const layers = new Map(bundle.config.layers.map((layer) => [layerPath(layer.registry, layer.digest), layer]));
      const blobs = new Map([...bundle.blobs].filter(([digest]) => !missing.has(digest)));
      if (layers.keys().some((path) => wanted.has(path)))
        bases.push({ name: `store ${content.name}`, layers, packages: [], bundle: { ...bundle, blobs } });
    }
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
  }
  return bases;
}

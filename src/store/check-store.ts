import { BundleError } from "../errors.ts";
import type { Content } from "../layout/content.ts";
import { walkManifests } from "../layout/walk-manifests.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import type { Digest } from "../oci/digest.ts";
import { formatEntry, rootsOf, type StoreEntry, type StoreIndex } from "./entries.ts";
import { hashBlob } from "./hash-blob.ts";

/** A blob that is not what its name says. */
export interface Damage {
  readonly entry: string;
  readonly digest: Digest;
  readonly found: string;
}

export interface CheckedStore {
  readonly blobs: number;
  readonly bytes: number;
  readonly damaged: readonly Damage[];
}

/**
 * Hashes every blob that entries and what is attached to them need, each once.
 * @param onBytes called with the number of bytes just hashed
 */
export async function checkEntries(
  content: Content,
  { index, entries }: { readonly index: StoreIndex; readonly entries: readonly StoreEntry[] },
  onBytes: (bytes: number) => void,
): Promise<CheckedStore> {
  const seen = new Set<Digest>();
  const damaged: Damage[] = [];
  let bytes = 0;
  for (const [entry, root] of entries.flatMap((each) => rootsOf(index, each).map((one) => [each, one] as const))) {
    const note = ({ digest }: Descriptor, found: string): void =>
      void damaged.push({ entry: formatEntry(entry), digest, found });
    try {
      if ((await content.open(root)) === undefined) note(root, "it is missing");
      for await (const { descriptor, links } of walkManifests(content, root, ({ digest }) => seen.has(digest))) {
        seen.add(descriptor.digest);
        const found = links === undefined ? await whatIsWrong(content, descriptor, onBytes) : undefined;
        bytes += descriptor.size;
        if (found !== undefined) note(descriptor, found);
      }
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      // A manifest that this one reaches: what it needs is not known.
      note(root, error.message);
    }
  }
  return { blobs: seen.size, bytes, damaged };
}

async function whatIsWrong(
  content: Content,
  descriptor: Descriptor,
  onBytes: (bytes: number) => void,
): Promise<string | undefined> {
  const bytes = await content.open(descriptor).catch((error: unknown) => {
    // A link, or a file that this user may not read: the other blobs are looked at too.
    if (error instanceof BundleError) return error.message;
    throw error;
  });
  if (typeof bytes === "string") return bytes;
  if (bytes === undefined) return "it is missing";
  if (bytes.size !== descriptor.size) return `it has ${bytes.size} bytes, expected ${descriptor.size}`;
  const found = await hashBlob(bytes, descriptor.digest, onBytes);
  return found === descriptor.digest ? undefined : `its digest is ${found}`;
}

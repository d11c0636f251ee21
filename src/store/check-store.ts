import { BundleError } from "../errors.ts";
import { readPieces } from "../io/read-pieces.ts";
import type { Content } from "../layout/content.ts";
import { walkManifests } from "../layout/walk-manifests.ts";
import type { Descriptor } from "../oci/descriptor.ts";
import { algorithmOf, type Digest, digester } from "../oci/digest.ts";
import { formatEntry, type StoreEntry } from "./entries.ts";

/** Bytes hashed at a time. */
const PIECE = 1024 * 1024;

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

/** Hashes every blob that the entries need, each once. @param onBytes called with the number of bytes just hashed */
export async function checkEntries(
  content: Content,
  entries: readonly StoreEntry[],
  onBytes: (bytes: number) => void,
): Promise<CheckedStore> {
  const seen = new Set<Digest>();
  const damaged: Damage[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const note = ({ digest }: Descriptor, found: string): void =>
      void damaged.push({ entry: formatEntry(entry), digest, found });
    try {
      if ((await content.open(entry.descriptor)) === undefined) note(entry.descriptor, "it is missing");
      for await (const { descriptor, links } of walkManifests(content, entry.descriptor, ({ digest }) =>
        seen.has(digest),
      )) {
        seen.add(descriptor.digest);
        const found = links === undefined ? await whatIsWrong(content, descriptor, onBytes) : undefined;
        bytes += descriptor.size;
        if (found !== undefined) note(descriptor, found);
      }
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      // A manifest of this entry: what it needs is not known.
      note(entry.descriptor, error.message);
    }
  }
  return { blobs: seen.size, bytes, damaged };
}

async function whatIsWrong(
  content: Content,
  descriptor: Descriptor,
  onBytes: (bytes: number) => void,
): Promise<string | undefined> {
  const bytes = await content.open(descriptor);
  if (bytes === undefined) return "it is missing";
  if (bytes.size !== descriptor.size) return `it has ${bytes.size} bytes, expected ${descriptor.size}`;
  const hash = digester(algorithmOf(descriptor.digest));
  for await (const piece of readPieces(bytes, { start: 0, end: bytes.size, most: PIECE })) {
    hash.update(piece);
    onBytes(piece.byteLength);
  }
  const found = hash.digest();
  return found === descriptor.digest ? undefined : `its digest is ${found}`;
}

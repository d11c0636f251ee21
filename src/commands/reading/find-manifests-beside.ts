import { blobsBeside, type ManifestBeside, readBeside } from "../../bundle/manifests-beside.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import { openBlob } from "../../bundle/read-verified.ts";
import type { Bytes } from "../../io/bytes.ts";
import type { Descriptor } from "../../oci/descriptor.ts";
import type { Digest } from "../../oci/digest.ts";
import type { Base } from "./open-bases.ts";

/**
 * The blobs beside the bundles of bases, such as originals. A base that is a delta may omit some itself: these have no bytes here.
 * @throws BundleError what reading the bases throws
 */
export async function besideOfBases(bases: readonly Base[]): Promise<ReadonlyMap<Digest, Bytes | undefined>> {
  const found = new Map<Digest, Bytes | undefined>();
  for (const { bundle } of bases) {
    if (bundle === undefined) continue;
    for (const blob of blobsBeside(await readBeside(bundle.besideIn, bundle.beside))) {
      const bytes = await bundle.besideIn.open(blob);
      if (bytes?.size === blob.size) found.set(blob.digest, bytes);
      else if (!found.has(blob.digest)) found.set(blob.digest, undefined);
    }
  }
  return found;
}

/** Manifests beside the bundle of a delta. */
export interface BesideOfDelta {
  readonly manifests: readonly ManifestBeside[];
  /** Blobs that the delta or a base has. Their digests are not verified. */
  readonly blobs: ReadonlyMap<Digest, Bytes>;
  /** Blobs that neither has. */
  readonly lacking: readonly Descriptor[];
}

/** Finds what travels beside the bundle of a delta. @throws BundleError `BUNDLE_INVALID`, and what reading throws */
export async function findBeside(bundle: Bundle, bases: readonly Base[]): Promise<BesideOfDelta> {
  const manifests = await readBeside(bundle.besideIn, bundle.beside);
  const own = new Set(bundle.manifest.layers.map(({ digest }) => digest));
  // Blobs of the bundle itself come from where these are.
  const wanted = blobsBeside(manifests).filter(({ digest }) => !own.has(digest));
  const carried = wanted.filter(({ digest }) => bundle.stored.blobs.has(digest));
  const blobs = new Map<Digest, Bytes>();
  for (const blob of carried) blobs.set(blob.digest, await openBlob(bundle.besideIn, blob, "blob"));
  const others = wanted.length > carried.length ? await besideOfBases(bases) : new Map<Digest, Bytes | undefined>();
  for (const { digest } of wanted) {
    const bytes = blobs.get(digest) ?? others.get(digest);
    if (bytes !== undefined) blobs.set(digest, bytes);
  }
  return { manifests, blobs, lacking: wanted.filter(({ digest }) => !blobs.has(digest)) };
}

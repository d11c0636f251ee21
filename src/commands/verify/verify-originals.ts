import { openBlobsBeside, readBeside } from "../../bundle/manifests-beside.ts";
import type { Bundle, WholeBundle } from "../../bundle/open-bundle.ts";
import { verifyBlobs } from "../../bundle/verify-blobs.ts";
import type { Digest } from "../../oci/digest.ts";
import { type OpenedOriginals, openOriginals } from "../../originals/open-originals.ts";
import { findBeside } from "../reading/find-manifests-beside.ts";
import type { Base } from "../reading/open-bases.ts";

interface Verification {
  /** Bundles that may have what a delta omits. */
  readonly bases: readonly Base[];
  /** Blobs whose digests were checked already. */
  readonly checked: Set<Digest>;
  /** Called with the bytes done since the last call. */
  readonly advance: (bytes: number) => void;
}

/**
 * Checks every byte of what travels beside a bundle, and that the originals are those of its packages. Nobody checks here what a
 * signature says.
 * @returns the number of blobs that could not be checked, because a delta omits them
 * @throws BundleError `BUNDLE_INVALID`, `DIGEST_MISMATCH`, and what reading throws
 */
export async function verifyOriginals(
  { content, platforms }: WholeBundle,
  { bases, checked, advance }: Verification,
): Promise<number> {
  let originals: readonly OpenedOriginals[] | undefined;
  let first: Bundle | undefined;
  for await (const bundle of platforms()) {
    // All platforms have the same beside them.
    if (bundle.beside.length === 0) return 0;
    first ??= bundle;
    originals ??= await openOriginals(bundle.besideIn, await readBeside(bundle.besideIn, bundle.beside));
  }
  if (first === undefined) return 0;
  const { opened, lacking } = await openBeside(first, bases);
  const blobs = new Map([...opened].filter(([digest]) => !checked.has(digest)));
  await verifyBlobs({ content, blobs }, advance);
  for (const digest of blobs.keys()) checked.add(digest);
  return lacking;
}

async function openBeside(bundle: Bundle, bases: readonly Base[]) {
  if (bundle.delta === undefined) {
    const manifests = await readBeside(bundle.besideIn, bundle.beside);
    return { opened: await openBlobsBeside(bundle.besideIn, manifests), lacking: 0 };
  }
  const { blobs, lacking } = await findBeside(bundle, bases);
  return { opened: blobs, lacking: lacking.length };
}

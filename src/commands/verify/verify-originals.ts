import { openBlobsBeside, readBeside } from "../../bundle/beside.ts";
import type { Bundle, WholeBundle } from "../../bundle/open-bundle.ts";
import { verifyBlobs } from "../../bundle/verify-blobs.ts";
import { BundleError } from "../../errors.ts";
import type { Digest } from "../../oci/digest.ts";
import { type OpenedOriginals, openOriginals } from "../../originals/open-originals.ts";

interface Verification {
  /** Blobs whose digests were checked already. */
  readonly checked: Set<Digest>;
  /** Called with the bytes done since the last call. */
  readonly advance: (bytes: number) => void;
}

/**
 * Checks every byte of what travels beside a bundle, and that the originals are those of its packages. Nobody checks here what a
 * signature says.
 * @throws BundleError `BUNDLE_INVALID`, `DIGEST_MISMATCH`, and what reading throws
 */
export async function verifyOriginals(
  { content, found, platforms }: WholeBundle,
  { checked, advance }: Verification,
): Promise<void> {
  if (found.beside.length === 0) return;
  const manifests = await readBeside(content, found.beside);
  const originals = await openOriginals(content, manifests);
  for await (const bundle of platforms()) checkPackages(bundle, originals);
  const opened = await openBlobsBeside(content, manifests);
  const blobs = new Map([...opened].filter(([digest]) => !checked.has(digest)));
  await verifyBlobs({ content, blobs }, advance);
  for (const digest of blobs.keys()) checked.add(digest);
}

function checkPackages({ descriptor, config }: Bundle, originals: readonly OpenedOriginals[]): void {
  const known = new Set(config.packages.map(({ registry, leaf }) => `${registry} ${leaf}`));
  for (const { bundle, list } of originals) {
    if (bundle !== descriptor.digest) continue;
    for (const { registry, repository, packages } of list.repositories) {
      const strange = packages.find((leaf) => !known.has(`${registry} ${leaf}`));
      if (strange === undefined) continue;
      const found = `${registry}/${repository}@${strange} is not among its packages`;
      throw new BundleError("BUNDLE_INVALID", `Cannot verify the originals of the bundle: ${found}`);
    }
  }
}

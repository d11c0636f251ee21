import { BundleError } from "../errors.ts";
import type { Spool } from "../io/fetch-ahead.ts";
import { NOTHING_AHEAD } from "../layout/content.ts";
import type { ContentWriter } from "../layout/content-writer.ts";
import { openTarWriter } from "../layout/tar-writer.ts";
import { describeManifest, headDocuments } from "./head.ts";
import { type Bundle, readConfig, readManifest } from "./open-bundle.ts";
import { roomOf } from "./plan-bundle.ts";

/** Bytes copied at a time. */
const CHUNK = 1024 * 1024;

/**
 * Copies a bundle to another place under the same name. Checks the digest of every blob.
 * @param spool where a remote place keeps what it fetches ahead; without it, blobs are fetched when they are read
 * @returns size of the bundle in its new place, in bytes
 * @throws BundleError `DIGEST_MISMATCH`, what reading throws and what the writer throws
 */
export async function copyBundle(bundle: Bundle, writer: ContentWriter, spool?: Spool): Promise<number> {
  const { name } = bundle.content;
  if (bundle.descriptor.digest !== bundle.digest)
    throw new BundleError("BUNDLE_INVALID", `Cannot copy ${name}: it has several platforms, expected one`);
  await copyBlobs(bundle, writer, spool);
  await bundle.content.finish();
  const manifest = await readManifest(bundle.content, bundle.descriptor);
  const config = await readConfig(bundle.content, bundle.manifest.config);
  const root = describeManifest(bundle.name, manifest, bundle.config);
  return writer.finish(headDocuments({ root, manifest, config }), root);
}

async function copyBlobs(bundle: Bundle, writer: ContentWriter, spool: Spool | undefined): Promise<void> {
  const blobs = Array.from(bundle.blobs.keys(), (digest) => ({ digest }));
  await using _ = spool === undefined ? NOTHING_AHEAD : bundle.content.prefetch(blobs, spool);
  if (writer.copyBlobs !== undefined) await writer.copyBlobs(bundle.blobs);
  else await copyInTurn(bundle, writer);
}

async function copyInTurn({ content: { name }, blobs }: Bundle, writer: ContentWriter): Promise<void> {
  for (const [expected, bytes] of blobs) {
    const blob = await writer.blob();
    for (let done = 0; done < bytes.size; done += CHUNK)
      await blob.write(await bytes.read(done, Math.min(CHUNK, bytes.size - done)));
    const { digest } = await blob.commit();
    if (digest === expected) continue;
    throw new BundleError("DIGEST_MISMATCH", `Cannot copy ${name}: got blob ${digest}, expected ${expected}`);
  }
}

/** Copies a bundle into one tar, with the same bytes that export writes. */
export async function copyToTar(bundle: Bundle, target: string, spool?: Spool): Promise<number> {
  await using writer = await openTarWriter(target, roomOf(bundle));
  return await copyBundle(bundle, writer, spool);
}

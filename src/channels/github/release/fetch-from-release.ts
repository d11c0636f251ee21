import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { download } from "../../../http/download.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import { checkPartsDocumentSize } from "../../../layout/parts.ts";
import type { FetchedFile } from "../../address/channel.ts";
import { checksumFileName, MAX_CHECKSUM_FILE, readChecksum } from "./checksum-file.ts";
import { findAsset, parseParts, partsIn, type ReleaseAccess } from "./release-assets.ts";
import type { Asset } from "./releases.ts";

/** Fetches a file, or its parts and their document, into a directory. @throws BundleError as {@link findAsset}, and what downloading throws */
export async function fetchFromRelease(job: ReleaseAccess, name: string, directory: string): Promise<FetchedFile> {
  const { main, complete, origin } = await findAsset(job, name);
  const path = join(directory, main.name);
  if (main.name === name) {
    const { size } = await fetchAsset(job, await withDigest(job, main, complete), path, job.watch.progress);
    return { path, size, origin };
  }
  return { path, size: await fetchParts(job, { name, document: main, complete, directory }), origin };
}

/** Adds the digest from the checksum file, if the server gives none. */
async function withDigest(
  { releases, watch }: ReleaseAccess,
  asset: Asset,
  complete: ReadonlyMap<string, Asset>,
): Promise<Asset> {
  if (asset.digest !== undefined) return asset;
  const checksums = complete.get(checksumFileName(asset.name));
  const isRead = checksums !== undefined && checksums.size <= MAX_CHECKSUM_FILE;
  const digest = isRead ? readChecksum(await releases.readText(checksums), asset.name) : undefined;
  if (digest !== undefined) return { ...asset, digest };
  watch.say(`${asset.name} cannot be checked: neither this server nor a checksum file gives a digest of it`);
  return asset;
}

interface Parted {
  readonly name: string;
  readonly document: Asset;
  readonly complete: ReadonlyMap<string, Asset>;
  readonly directory: string;
}

/** @returns the total bytes of all parts and their document. On failure all of them are removed. */
async function fetchParts(job: ReleaseAccess, { name, document, complete, directory }: Parted): Promise<number> {
  const fetched: string[] = [];
  const fetchInto = async (asset: Asset, progress: TransferReporter["progress"]): Promise<string> => {
    const path = join(directory, asset.name);
    await fetchAsset(job, asset, path, progress);
    fetched.push(path);
    return path;
  };
  try {
    // Checked before the download, so that an oversized document is never fetched.
    checkPartsDocumentSize(document.size, document.name);
    const path = await fetchInto(document, () => undefined);
    const listed = parseParts(job, name, await readFile(path), document.name);
    const parts = partsIn(job, listed, complete);
    let done = 0;
    for (const part of parts) {
      await fetchInto(part, (bytes) => job.watch.progress(done + bytes, listed.size));
      done += part.size;
    }
    return document.size + done;
  } catch (error) {
    for (const path of fetched) await rm(path, { force: true });
    throw error;
  }
}

async function fetchAsset(
  { releases, release, watch }: ReleaseAccess,
  asset: Asset,
  path: string,
  progress: TransferReporter["progress"],
) {
  const { name, size, digest } = asset;
  return download({
    locate: () => releases.locate(asset),
    name: `${name} of ${release}`,
    path,
    expected: { size, ...(digest !== undefined && { digest }) },
    watch: { ...watch, progress },
  });
}

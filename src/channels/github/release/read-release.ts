import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../../../errors.ts";
import { download } from "../../../http/download.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import {
  checkPartsDocumentSize,
  type PartsDocument,
  parsePartsDocument,
  partsDocumentName,
} from "../../../layout/parts.ts";
import type { ReleaseAddress } from "../../address/address.ts";
import type { FetchedFile, FoundFile, FoundPiece } from "../../address/channel.ts";
import { listNames } from "../services/list-names.ts";
import { checksumFileName, MAX_CHECKSUM_FILE, readChecksum } from "./checksum-file.ts";
import { checkReleaseName } from "./release-files.ts";
import type { Asset, Release, Releases } from "./releases.ts";

/** An ordinary tag. If no release has it, fetching takes the release that GitHub marks as latest. */
const LATEST = "latest";

/** Who sees drafts. */
export const SHOWN_TO = "GitHub shows drafts only to a token with\n\npermissions:\n  contents: write";

/** Parameters for sending to a release and reading from it. */
export interface ReleaseAccess {
  readonly address: ReleaseAddress;
  readonly watch: TransferReporter;
  readonly releases: Releases;
  /** For messages. */
  readonly release: string;
}

/** A file in a release: the asset of its name, or its parts document. */
interface FoundAsset {
  readonly main: Asset;
  readonly complete: ReadonlyMap<string, Asset>;
  readonly origin: string;
}

async function findAsset(job: ReleaseAccess, name: string): Promise<FoundAsset> {
  checkReleaseName(name);
  const { found, complete } = await findAssets(job);
  const main = complete.get(name) ?? complete.get(partsDocumentName(name));
  if (main === undefined) throw notFound(job, name, [...complete.keys()]);
  return { main, complete, origin: `${job.release}${found.tag === job.address.tag ? "" : ` (${found.tag})`}` };
}

/** The complete assets of the release, by name. */
async function findAssets(
  job: ReleaseAccess,
): Promise<{ readonly found: Release; readonly complete: FoundAsset["complete"] }> {
  const found = await findForFetching(job);
  const assets = await job.releases.assets(found);
  return { found, complete: new Map(assets.filter((asset) => asset.complete).map((asset) => [asset.name, asset])) };
}

/** Names of the complete assets. @throws BundleError `RELEASE_NOT_FOUND` */
export async function namesInRelease(job: ReleaseAccess): Promise<readonly string[]> {
  return [...(await findAssets(job)).complete.keys()];
}

/** Finds a file, to be read by ranges. @throws BundleError `RELEASE_NOT_FOUND`, `ASSET_NOT_FOUND`, `BUNDLE_INVALID` */
export async function findInRelease(job: ReleaseAccess, name: string): Promise<FoundFile> {
  const { main, complete, origin } = await findAsset(job, name);
  const pieceOf = (asset: Asset): FoundPiece => ({
    name: `${asset.name} of ${job.release}`,
    size: asset.size,
    locate: () => job.releases.locate(asset),
  });
  const whole = `${name} of ${origin}`;
  if (main.name === name) return { pieces: [pieceOf(main)], origin: whole };
  checkPartsDocumentSize(main.size, main.name);
  const document = parseParts(job, name, Buffer.from(await job.releases.readText(main)), main.name);
  return { pieces: partsIn(job, document, complete).map(pieceOf), origin: whole };
}

/** Fetches a file, or its parts and their document, into a directory. @throws BundleError as {@link findInRelease}, and what downloading throws */
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

async function findForFetching(job: ReleaseAccess): Promise<Release> {
  const { address, releases, release } = job;
  const isLatest = address.tag === "" || address.tag === LATEST;
  const tagged = address.tag === "" ? undefined : await findTagged(job);
  const found = tagged ?? (isLatest ? await releases.latest() : undefined);
  if (found !== undefined) return found;
  const hint = isLatest
    ? "Publish a release that is not a pre-release, or name one in `release-tag`."
    : `Correct \`release-tag\`, or create the release first; ${SHOWN_TO}`;
  throw await releases.explainAbsence(new BundleError("RELEASE_NOT_FOUND", `Cannot find ${release}`, { hint }));
}

async function findTagged({ address: { tag, api }, releases }: ReleaseAccess): Promise<Release | undefined> {
  const published = await releases.published(tag);
  // GitHub shows drafts only to tokens with write access.
  if (published !== undefined || api.token === undefined) return published;
  return (await releases.drafts(tag))[0];
}

function notFound({ release }: ReleaseAccess, name: string, names: readonly string[]): BundleError {
  const has = names.length === 0 ? "The release has no assets" : `The release has ${listNames(names)}`;
  return new BundleError("ASSET_NOT_FOUND", `Cannot find ${name} in ${release}`, {
    hint: `${has}. Correct \`name\`, or send the bundle to that release first.`,
  });
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

/** Reads the parts document of the file `name`. */
function parseParts({ release }: ReleaseAccess, name: string, bytes: Uint8Array, document: string): PartsDocument {
  const listed = parsePartsDocument(bytes, document);
  if (listed.name === name) return listed;
  const what = `it is for ${listed.name}, expected ${name}`;
  throw new BundleError("BUNDLE_INVALID", `Cannot read ${document} in ${release}: ${what}`);
}

/** The assets of the parts. Size and digest come from the document: they are checked against it, not against the server. */
function partsIn(job: ReleaseAccess, { parts }: PartsDocument, complete: ReadonlyMap<string, Asset>): readonly Asset[] {
  return parts.map(({ name, size, digest }) => {
    const asset = complete.get(name);
    if (asset === undefined) throw notFound(job, name, [...complete.keys()]);
    return { ...asset, size, digest };
  });
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

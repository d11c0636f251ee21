import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { BundleError } from "../../../errors.ts";
import { download } from "../../../http/download.ts";
import type { LocalFile, TransferReporter } from "../../../http/transfer.ts";
import { checkPartsDocumentSize, parsePartsDocument, partsDocumentName } from "../../../layout/parts.ts";
import { digestOf } from "../../../oci/digest.ts";
import type { ReleaseAddress } from "../../address/address.ts";
import type { Channel, FetchedFile, Receipt } from "../../address/channel.ts";
import { listNames } from "../services/list-names.ts";
import { checksumFileName, MAX_CHECKSUM_FILE, readChecksum } from "./checksum-file.ts";
import { openReleases } from "./open-releases.ts";
import { planSending, type SendingPlan } from "./plan-sending.ts";
import { checkPartSize, checkReleaseName, type ReleaseFile, releaseFilesOf, standsFor } from "./release-files.ts";
import type { Asset, Release, Releases } from "./releases.ts";
import { uploadAsset } from "./upload-asset.ts";

/** An ordinary tag. If no release has it, fetching takes the release that GitHub marks as latest. */
const LATEST = "latest";

const SHOWN_TO = "GitHub shows drafts only to a token with\n\npermissions:\n  contents: write";

/**
 * Assets of a GitHub release. A file of 2 GiB or more is sent in parts. A checksum file is sent with the file or its parts.
 *
 * Readers look for the file first, then for its parts document. Outdated assets are removed before the upload, the parts document
 * first, and a new parts document is uploaded after its parts. So readers never find a document without its parts.
 */
export function releaseChannel(address: ReleaseAddress, watch: TransferReporter): Channel {
  const { owner, name } = address.repository;
  const job: Job = {
    address,
    watch,
    releases: openReleases(address.api, address.repository, watch),
    release: `${address.tag === "" ? "the latest release" : `release ${address.tag}`} of ${owner}/${name}`,
  };
  return { send: (file, as) => send(job, file, as), fetch: (sentAs, directory) => fetch(job, sentAs, directory) };
}

interface Job {
  readonly address: ReleaseAddress;
  readonly watch: TransferReporter;
  readonly releases: Releases;
  /** For messages. */
  readonly release: string;
}

async function send(job: Job, file: LocalFile, name: string): Promise<Receipt> {
  checkSending(job, name);
  const { address, releases, watch } = job;
  const found = await findForSending(job);
  const { files, main } = await releaseFilesOf(file, name, address.partSize);
  if (main !== name) watch.say(`${name} is sent in ${files.length - 2} parts: GitHub accepts files of less than 2 GiB`);
  const release = found ?? (await createDraft(job));
  const isOurs = standsFor(name);
  const present = (await releases.assets(release)).filter((asset) => isOurs(asset.name));
  const plan = planSending(files, present, await vouchedDigests(job, files, present));
  checkPlan(job, release, plan);
  for (const asset of plan.remove) await releases.deleteAsset(asset);
  const sent = await uploadAll(job, release, plan.upload);
  const { url } = [...sent, ...plan.keep].find((asset) => asset.name === main) ?? {};
  return { status: plan.status, names: files.map((each) => each.name), ...(url !== undefined && { url }) };
}

function checkSending({ address: { api, partSize }, release }: Job, name: string): void {
  checkReleaseName(name);
  checkPartSize(partSize);
  if (api.token === undefined) throw new BundleError("TOKEN_MISSING", `Cannot send to ${release}: expected a token`);
}

async function findForSending({ address: { tag, create }, releases, release }: Job): Promise<Release | undefined> {
  const found = (await releases.published(tag)) ?? (await releases.drafts(tag))[0];
  if (found !== undefined) return found;
  const hint = `Set \`create-release\` to create a draft, or create the release first; ${SHOWN_TO}`;
  const absence = new BundleError("RELEASE_NOT_FOUND", `Cannot find ${release}`, { hint });
  const reason = await releases.explainAbsence(absence);
  if (!create || reason !== absence) throw reason;
  return undefined;
}

/** GitHub allows several drafts per tag. When senders create drafts at the same time, all of them use the oldest. */
async function createDraft({ address: { tag }, releases }: Job): Promise<Release> {
  const { release: made, isOurs } = await releases.createDraft(tag);
  if (!isOurs) return made;
  const [oldest = made] = await releases.drafts(tag);
  if (oldest.id >= made.id) return made;
  await releases.deleteRelease(made);
  return oldest;
}

/**
 * Digests for assets of a server that gives none. The checksum file is sent last: if it equals ours byte for byte, all files
 * that it names were sent, and their sizes are enough to recognize them.
 */
async function vouchedDigests(
  { releases }: Job,
  files: readonly ReleaseFile[],
  present: readonly Asset[],
): Promise<ReadonlyMap<string, string>> {
  const checksums = files.at(-1);
  const theirs = present.find(({ name, complete }) => name === checksums?.name && complete);
  const isVouched =
    present.some(({ digest }) => digest === undefined) &&
    theirs?.size === checksums?.size &&
    theirs !== undefined &&
    digestOf(Buffer.from(await releases.readText(theirs))) === checksums?.digest;
  return new Map(isVouched ? files.map(({ name, digest }) => [name, digest]) : []);
}

function checkPlan({ address, release: where }: Job, release: Release, { remove, upload }: SendingPlan): void {
  const conflicts = remove.filter(({ complete }) => complete).map(({ name }) => name);
  if (release.immutable && !release.draft && remove.length + upload.length > 0) {
    throw new BundleError(
      "RELEASE_IMMUTABLE",
      `Cannot send to ${where}: it is published, and its assets are immutable`,
    );
  }
  if (conflicts.length === 0 || address.overwrite) return;
  const what = conflicts.length === 1 ? "it has a different" : "it has different";
  throw new BundleError("ASSET_EXISTS", `Cannot send to ${where}: ${what} ${listNames(conflicts)}`);
}

async function uploadAll({ address, releases, watch }: Job, release: Release, files: readonly ReleaseFile[]) {
  const { overwrite } = address;
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const sent: Asset[] = [];
  let done = 0;
  for (const file of files) {
    const onBytes = (bytes: number): void => watch.progress(done + bytes, total);
    sent.push(await uploadAsset({ releases, release, file, overwrite, watch, onBytes }));
    done += file.size;
  }
  return sent;
}

async function fetch(job: Job, name: string, directory: string): Promise<FetchedFile> {
  checkReleaseName(name);
  const found = await findForFetching(job);
  const assets = await job.releases.assets(found);
  const complete = new Map(assets.filter((asset) => asset.complete).map((asset) => [asset.name, asset]));
  const document = partsDocumentName(name);
  const main = complete.get(name) ?? complete.get(document);
  if (main === undefined) throw notFound(job, name, [...complete.keys()]);
  const origin = `${job.release}${found.tag === job.address.tag ? "" : ` (${found.tag})`}`;
  const path = join(directory, main.name);
  if (main.name === name) {
    const { size } = await fetchAsset(job, await withDigest(job, main, complete), path, job.watch.progress);
    return { path, size, origin };
  }
  return { path, size: await fetchParts(job, { name, document: main, complete, directory }), origin };
}

/** Adds the digest from the checksum file, if the server gives none. */
async function withDigest(
  { releases, watch }: Job,
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

async function findForFetching(job: Job): Promise<Release> {
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

async function findTagged({ address: { tag, api }, releases }: Job): Promise<Release | undefined> {
  const published = await releases.published(tag);
  // GitHub shows drafts only to tokens with write access.
  if (published !== undefined || api.token === undefined) return published;
  return (await releases.drafts(tag))[0];
}

function notFound({ release }: Job, name: string, names: readonly string[]): BundleError {
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
async function fetchParts(job: Job, { name, document, complete, directory }: Parted): Promise<number> {
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
    const listed = parsePartsDocument(await readFile(path), document.name);
    if (listed.name !== name) {
      const what = `it is for ${listed.name}, expected ${name}`;
      throw new BundleError("BUNDLE_INVALID", `Cannot read ${document.name} in ${job.release}: ${what}`);
    }
    const parts = listed.parts.map((part) => {
      const asset = complete.get(part.name);
      if (asset === undefined) throw notFound(job, part.name, [...complete.keys()]);
      // Size and digest come from the document: the download is checked against it, not against the server.
      return { ...asset, size: part.size, digest: part.digest };
    });
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
  { releases, release, watch }: Job,
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

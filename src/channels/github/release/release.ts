import { BundleError } from "../../../errors.ts";
import type { LocalFile, TransferReporter } from "../../../http/transfer.ts";
import { digestOf } from "../../../oci/digest.ts";
import type { ReleaseAddress } from "../../address/address.ts";
import type { Channel, Receipt } from "../../address/channel.ts";
import { listNames } from "../services/list-names.ts";
import { fetchFromRelease } from "./fetch-from-release.ts";
import { checkPartSize } from "./part-size.ts";
import { planSending, type SendingPlan } from "./plan-sending.ts";
import { openRelease, type ReleaseAccess, SHOWN_TO } from "./release-assets.ts";
import { checkReleaseName, type ReleaseFile, releaseFilesOf, standsFor } from "./release-files.ts";
import type { Asset, Release } from "./releases.ts";
import { uploadAsset } from "./upload-asset.ts";

/**
 * Assets of a GitHub release. A file of 2 GiB or more is sent in parts. A checksum file is sent with the file or its parts.
 *
 * Readers look for the file first, then for its parts document. Outdated assets are removed before the upload, the parts document
 * first, and a new parts document is uploaded after its parts. So readers never find a document without its parts.
 */
export function releaseChannel(address: ReleaseAddress, watch: TransferReporter): Channel {
  const job = openRelease(address, watch);
  return {
    send: (file, as) => send(job, file, as),
    fetch: (sentAs, directory) => fetchFromRelease(job, sentAs, directory),
  };
}

async function send(job: ReleaseAccess, file: LocalFile, name: string): Promise<Receipt> {
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

function checkSending({ address: { api, partSize }, release }: ReleaseAccess, name: string): void {
  checkReleaseName(name);
  checkPartSize(partSize);
  if (api.token === undefined) throw new BundleError("TOKEN_MISSING", `Cannot send to ${release}: expected a token`);
}

async function findForSending({
  address: { tag, create },
  releases,
  release,
}: ReleaseAccess): Promise<Release | undefined> {
  const found = (await releases.published(tag)) ?? (await releases.drafts(tag))[0];
  if (found !== undefined) return found;
  const hint = `Set \`create-release\` to create a draft, or create the release first; ${SHOWN_TO}`;
  const absence = new BundleError("RELEASE_NOT_FOUND", `Cannot find ${release}`, { hint });
  const reason = await releases.explainAbsence(absence);
  if (!create || reason !== absence) throw reason;
  return undefined;
}

/** GitHub allows several drafts per tag. When senders create drafts at the same time, all of them use the oldest. */
async function createDraft({ address: { tag }, releases }: ReleaseAccess): Promise<Release> {
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
  { releases }: ReleaseAccess,
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

function checkPlan(
  { address, release: where }: ReleaseAccess,
  release: Release,
  { remove, upload }: SendingPlan,
): void {
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

async function uploadAll({ address, releases, watch }: ReleaseAccess, release: Release, files: readonly ReleaseFile[]) {
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

import { BundleError } from "../../../errors.ts";
import { HttpError } from "../../../http/http-error.ts";
import type { TransferReporter } from "../../../http/transfer.ts";
import { transientHttp } from "../../../http/transient-http.ts";
import { retry, type Transient } from "../../../io/retry.ts";
import type { ReleaseFile } from "./release-files.ts";
import type { Asset, Release, Releases } from "./releases.ts";

export interface AssetUpload {
  readonly releases: Releases;
  readonly release: Release;
  readonly file: ReleaseFile;
  /** Whether to replace an asset of that name that another sender completes meanwhile. */
  readonly overwrite: boolean;
  readonly watch: TransferReporter;
  /** Called with the number of bytes of this file that are sent. */
  readonly onBytes: (done: number) => void;
}

/**
 * Uploads a file that the release did not have when it was listed. Retries, and checks size and digest of the stored asset.
 * @throws BundleError `ASSET_EXISTS` when another sender was faster, `DIGEST_MISMATCH`, and what {@link Releases} throws
 */
export async function uploadAsset(upload: AssetUpload): Promise<Asset> {
  const { releases, release, file, watch } = upload;
  const doing = `upload ${file.name} to release ${release.tag}`;
  /** `failed`: an attempt of ours may have left something behind. */
  let state: "untouched" | "failed" | "taken" = "untouched";
  let taken: unknown;
  let wasAbsent = false;
  const attempt = async (): Promise<Asset> => {
    const there = state === "untouched" ? undefined : await lookAgain(upload, state === "failed");
    if (there === "busy") throw (taken = underWay(doing));
    if (there !== undefined) return there;
    const sending = releases.upload(release, { ...file, open: () => file.open(upload.onBytes) });
    const asset = await sending.catch(async (error: unknown) => {
      const isAbsent = error instanceof HttpError && error.status === 404;
      state = isAbsent ? "taken" : "failed";
      // Another sender removed our asset as a leftover. A missing permission looks the same, but stays.
      if (!isAbsent || (wasAbsent && (await find(upload)) === undefined)) throw error;
      wasAbsent = true;
      throw (taken = underWay(doing));
    });
    if (asset !== undefined) return asset;
    if (state === "untouched") state = "taken";
    throw (taken = underWay(doing));
  };
  const transient = (error: unknown): Transient | undefined =>
    error === taken ? { reason: "another job is uploading an asset of that name" } : transientHttp(error);
  const asset = await retry(attempt, { transient, say: watch.say, doing, signal: watch.signal }).catch(
    (error: unknown) => {
      watch.signal.throwIfAborted();
      throw releases.explain(error, doing);
    },
  );
  upload.onBytes(file.size);
  await checkArrived(upload, asset);
  return asset;
}

async function find({ releases, release, file }: AssetUpload): Promise<Asset | undefined> {
  return (await releases.assets(release)).find(({ name }) => name === file.name);
}

/**
 * Looks for the asset again after a failed attempt. Removes one that is in the way, if it is our leftover or may be overwritten.
 * @returns the asset if it is complete now; `busy` while another sender uploads it; undefined when it can be uploaded
 */
async function lookAgain(upload: AssetUpload, failed: boolean): Promise<Asset | "busy" | undefined> {
  const { releases, release, file, overwrite } = upload;
  const there = await find(upload);
  if (there === undefined) return undefined;
  // Without a digest the size must be enough: the asset appeared while we were uploading it.
  const isSame = there.size === file.size && (there.digest ?? file.digest) === file.digest;
  if (there.complete && isSame && (failed || there.digest !== undefined)) return there;
  if (there.complete && !overwrite) {
    const what = "another job sent a different file of that name meanwhile";
    throw new BundleError("ASSET_EXISTS", `Cannot upload ${file.name} to release ${release.tag}: ${what}`);
  }
  if (!there.complete && !failed) return "busy";
  await releases.deleteAsset(there);
  return undefined;
}

function underWay(doing: string): BundleError {
  return new BundleError("ASSET_EXISTS", `Cannot ${doing}: another job is uploading an asset of that name`, {
    hint: "Run it again when the other job has finished: an asset with the same bytes is kept.",
  });
}

/** Compares the stored asset with the file, by GitHub's digest, and deletes it if they differ. */
async function checkArrived({ releases, release, file, watch }: AssetUpload, asset: Asset): Promise<void> {
  const fail = async (code: "DIGEST_MISMATCH" | "OPTION_INVALID", what: string): Promise<never> => {
    await releases.deleteAsset(asset);
    throw new BundleError(code, `Cannot upload ${file.name} to release ${release.tag}: ${what}`);
  };
  if (asset.name !== file.name) await fail("OPTION_INVALID", `GitHub renamed it to ${JSON.stringify(asset.name)}`);
  if (asset.size !== file.size) await fail("DIGEST_MISMATCH", `got ${asset.size} bytes, expected ${file.size}`);
  const digest = asset.digest ?? (await releases.asset(asset.id))?.digest;
  if (digest === undefined) watch.say(`${file.name} could not be checked: this server gives no digests of assets`);
  else if (digest !== file.digest) await fail("DIGEST_MISMATCH", `got ${digest}, expected ${file.digest}`);
}

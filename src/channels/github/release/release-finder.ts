import type { TransferReporter } from "../../../http/transfer.ts";
import { checkPartsDocumentSize } from "../../../layout/parts.ts";
import type { ReleaseAddress } from "../../address/address.ts";
import type { FileFinder, FoundFile, FoundPiece } from "../../address/found-file.ts";
import { findAsset, findAssets, openRelease, parseParts, partsIn, type ReleaseAccess } from "./release-assets.ts";
import type { Asset } from "./releases.ts";

/** Finds files in a GitHub release. */
export function releaseFinder(address: ReleaseAddress, watch: TransferReporter): FileFinder {
  const access = openRelease(address, watch);
  return { find: (name) => findInRelease(access, name), names: () => namesInRelease(access) };
}

/** Names of the complete assets. @throws BundleError `RELEASE_NOT_FOUND` */
async function namesInRelease(job: ReleaseAccess): Promise<readonly string[]> {
  return [...(await findAssets(job)).complete.keys()];
}

/** Finds a file, to be read by ranges. @throws BundleError `RELEASE_NOT_FOUND`, `ASSET_NOT_FOUND`, `BUNDLE_INVALID` */
async function findInRelease(job: ReleaseAccess, name: string): Promise<FoundFile> {
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

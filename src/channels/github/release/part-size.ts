import { BundleError } from "../../../errors.ts";

/** GitHub accepts assets of less than 2 GiB. Source: "About releases", GitHub's documentation. */
export const LARGEST_ASSET = 2 ** 31 - 1;

/** Default bytes of a part: 1,900 MiB, well below the limit. */
export const PART_SIZE = 1900 * 1024 * 1024;

/** @throws BundleError `OPTION_INVALID` */
export function checkPartSize(partSize: number | undefined): void {
  if (partSize === undefined || (Number.isSafeInteger(partSize) && partSize > 0 && partSize <= LARGEST_ASSET)) return;
  const what = `expected 1 to ${LARGEST_ASSET}, because GitHub accepts files of less than 2 GiB`;
  throw new BundleError("OPTION_INVALID", `Cannot use parts of ${partSize} bytes: ${what}`);
}

import { checkBundleName } from "../bundle/plan-bundle.ts";

/** What the file of a bundle is called in a directory, and in a channel. @throws BundleError `OPTION_INVALID` */
export function fileNameOf(bundleName: string): string {
  checkBundleName(bundleName);
  return `${bundleName}.tar`;
}

import { BundleError } from "../errors.ts";
import { isTagName } from "../oci/reference.ts";
import type { BundlePlatform } from "./config.ts";

/** Checks that a name is valid for a bundle and for a file. @throws BundleError `OPTION_INVALID` */
export function checkBundleName(name: string): void {
  if (isTagName(name)) return;
  const rule =
    "expected up to 128 letters, digits, dots, dashes and underscores, the first one a letter, digit or underscore";
  throw new BundleError("OPTION_INVALID", `Cannot name a bundle "${name}": ${rule}`, {
    hint: "Choose another name, for example toolchain-1.2.",
  });
}

/** Name of a bundle for several platforms when the user gives none. */
export const DEFAULT_NAME_OF_SEVERAL = "ocx-bundle";

/** Name of a bundle when the user gives none. A tag cannot be as long as the longest names of a platform make it. */
export function defaultBundleName({ os, architecture }: Pick<BundlePlatform, "os" | "architecture">): string {
  const name = `ocx-bundle-${os}-${architecture}`;
  return isTagName(name) ? name : DEFAULT_NAME_OF_SEVERAL;
}

import type { BundleConfig, BundleRoot } from "../../bundle/config.ts";
import { executableDirectory } from "../../home/contents/executable.ts";
import { packagePath } from "../../home/model/paths.ts";
import type { BroughtOcx } from "./ocx-on-path.ts";
import { isCompanion, OCX_BINARIES } from "./ocx-package.ts";

/** The `ocx` that travels with a bundle for its entry points; undefined if there is none. */
export function broughtOcx(
  roots: readonly Pick<BundleRoot, "registry" | "repository" | "leaf" | "declaredBy">[],
  { ocx }: Pick<BundleConfig, "ocx">,
): Pick<BroughtOcx, "directories"> | undefined {
  const directories = [
    ...roots.filter(isCompanion).map(({ registry, leaf }) => `${packagePath(registry, leaf)}/${OCX_BINARIES}`),
    ...(ocx === undefined ? [] : [executableDirectory(ocx.digest)]),
  ];
  return directories.length === 0 ? undefined : { directories };
}

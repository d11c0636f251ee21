import type { Bundle } from "../../bundle/open-bundle.ts";
import type { Closure } from "../../home/closure/closure.ts";
import type { Environment } from "../../home/environment/environment.ts";
import { formatImageEnvironment, type ImageEnvironment } from "../../home/environment/format-image.ts";
import { packagesOf } from "../../home/environment/installed-packages.ts";
import { composeWhole } from "../../home/environment/read-environment.ts";
import { packagePath } from "../../home/model/paths.ts";
import { broughtOcx } from "../ocx/brought-ocx.ts";
import { environmentRoots, pinnedIdentifier } from "../ocx/environment-roots.ts";
import { offlineVariables } from "../ocx/ocx-package.ts";

interface ImageHome {
  /** Absolute path of the home in the image. */
  readonly home: string;
  readonly bundle: Bundle;
  readonly closure: Closure;
  readonly groups: readonly string[];
}

/**
 * Composes the environment of an image, as `env --bundle` does of a home that has the packages.
 * @returns a function of what exists in the home; what lies outside of it may be in the base
 * @throws BundleError `GROUP_UNKNOWN`, `GROUPS_CONFLICT`, `OPTION_INVALID`
 */
export function composer({
  home,
  bundle,
  closure,
  groups,
}: ImageHome): (exists: (path: string) => boolean) => Environment {
  const { roots } = environmentRoots(closure.roots, bundle.config.project?.groups, groups);
  const source = { roots: roots.map(pinnedIdentifier), added: [] };
  const packages = packagesOf(closure);
  const own = closure.packages.map(({ registry, leaf }) => `${home}/${packagePath(registry, leaf)}`);
  const isOwn = (path: string): boolean => own.some((root) => path === root || path.startsWith(`${root}/`));
  // This machine may have a home at the same path, which says nothing.
  return (exists) =>
    composeWhole(source, {
      home,
      packages,
      exists: (path) => (path.startsWith(`${home}/`) ? isOwn(path) && exists(path) : true),
    });
}

/**
 * The variables of an image: those of its base, then those of its packages, then those by which `ocx` uses its home alone. The
 * directory of an `ocx` that the bundle brings is the last on PATH, so that it stays behind one of the base.
 */
export function imageVariables(
  { home, bundle, closure }: Omit<ImageHome, "groups">,
  { entries }: Environment,
  base: readonly string[],
): ImageEnvironment {
  const offline = Object.entries(offlineVariables(home));
  const own = offline.map(([key, value]) => ({ key, value, type: "constant" }) as const);
  const [brought] = broughtOcx(closure.roots, bundle.config)?.directories ?? [];
  const last = brought === undefined ? [] : [{ key: "PATH", value: `${home}/${brought}`, ...LIST }];
  return formatImageEnvironment([...entries, ...last, ...own], base);
}

const LIST = { type: "list", separator: ":" } as const;

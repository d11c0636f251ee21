import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { mapInBatches } from "../../io/batches.ts";
import type { Staging } from "../../io/staging.ts";
import { fromSystemError } from "../../io/system-error.ts";
import type { ClosurePackage } from "../closure/closure.ts";
import type { LayerChange } from "../contents/changes.ts";
import { stripOf } from "../contents/package-parts.ts";
import { stagedPath } from "../contents/staged-path.ts";
import { formatIdentifier } from "../model/identifier.ts";
import { layerPath } from "../model/paths.ts";
import type { ImportPlan } from "../plan/import-plan.ts";
import { assemblePackage } from "./assemble.ts";
import { checkStaged } from "./check-staged.ts";
import type { StagingPaths } from "./home-staging.ts";

/** The mode of files, before the umask. */
const FILE_MODE = 0o666;

/** The directory to unpack a layer to: its `content/` and its `digest`. */
export function stagedLayer({ path }: LayerChange, staging: Pick<StagingPaths, "path">): string {
  return stagedPath(staging.path, path);
}

/**
 * Checks that the unpacked layers can be published, before anything is locked, and gives the `digest` beside each staged tree
 * the mode that OCX gives it. That mode depends on the umask; in a bundle it is always the same.
 * @throws BundleError `BUNDLE_INVALID`, `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`
 */
export async function fixLayerModes(
  { home, layers }: Pick<ImportPlan, "home" | "layers">,
  staging: StagingPaths,
): Promise<void> {
  await checkStaged({ home, layers, packages: [] }, staging);
  const mode = FILE_MODE & ~process.umask();
  await mapInBatches(layers, async (layer) => {
    const path = `${stagedLayer(layer, staging)}/digest`;
    await chmod(path, mode).catch((error: unknown) => {
      throw fromSystemError(error, `change the mode of ${path}`);
    });
  });
}

/**
 * Assembles, in staging, the packages that the home lacks: everything but the files of their `content/`.
 * @throws BundleError `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`
 */
export async function assemblePackages(plan: ImportPlan, staging: Staging, now: Date): Promise<void> {
  await mapInBatches(incomplete(plan), async ({ package: pkg, path }) => {
    const directory = stagedPath(staging.tree.path, path);
    try {
      await assemblePackage(plan.home, pkg, { directory, now });
      await mkdir(join(directory, "content"));
    } catch (error) {
      throw fromSystemError(error, `assemble ${pkg.registry}/${pkg.repositories[0] ?? pkg.leaf}`);
    }
  });
}

/** The part of a layer tree that is hard-linked into the content of a package. */
export interface ContentLink {
  /** Names the package in messages. */
  readonly owner: string;
  /** The package's `content/`, in staging. */
  readonly content: string;
  /** Levels dropped from the tree's top. */
  readonly strip: number;
  readonly prefix: string;
}

/** The links that make the content of the assembled packages. */
export interface ContentLinks {
  /** For a layer that is unpacked to {@link stagedLayer}: its `content/` is the first level that is dropped. */
  from(layer: LayerChange): readonly ContentLink[];
  /** For layers that are in the home already: `path` is the layer's `content/`. */
  readonly present: readonly (ContentLink & { readonly path: string })[];
}

/** The two ends of content links: packages in `path`, layers in `root`. */
export interface LinkPlaces {
  readonly path: string;
  readonly root: { readonly path: string };
}

export function contentLinks(plan: ImportPlan, staging: LinkPlaces): ContentLinks {
  const links = incomplete(plan).flatMap(({ package: pkg, path }) =>
    layerLinks(pkg, `${stagedPath(staging.path, path)}/content`),
  );
  const staged = new Set(plan.layers.map(({ path }) => path));
  return {
    from: ({ path }) =>
      links.filter(({ layer }) => layer === path).map(({ link }) => ({ ...link, strip: link.strip + 1 })),
    present: links
      .filter(({ layer }) => !staged.has(layer))
      .map(({ layer, link }) => ({ ...link, path: `${staging.root.path}/${layer}/content` })),
  };
}

/** The links from each layer of a package to its content at `content`, with the layer's path in a home. */
export function layerLinks(
  pkg: ClosurePackage,
  content: string,
): readonly { readonly layer: string; readonly link: ContentLink }[] {
  return pkg.manifest.layers.map((layer) => ({
    layer: layerPath(pkg.registry, layer.digest),
    link: { owner: packageName(pkg), content, strip: stripOf(layer, pkg), prefix: layer.prefix },
  }));
}

function packageName({ registry, repositories, leaf }: ClosurePackage): string {
  return formatIdentifier({ registry, repository: repositories[0] ?? "", digest: leaf });
}

function incomplete({ packages }: ImportPlan): ImportPlan["packages"] {
  return packages.filter(({ state }) => state !== "complete");
}

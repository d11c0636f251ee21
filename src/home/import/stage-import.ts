import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { mapInBatches } from "../../io/batches.ts";
import { openStaging as openStagingIn, type Staging, sweepStaging } from "../../io/staging.ts";
import type { ClosurePackage } from "../closure.ts";
import { layerPath } from "../paths.ts";
import { assemblePackage } from "./assemble.ts";
import type { ImportPlan, LayerChange } from "./import-plan.ts";
import { OWN_FOLDER } from "./imports-log.ts";
import { inHome } from "./target-home.ts";

/** What the umask takes its bits from. */
const FILE_MODE = 0o666;

/**
 * Makes a private directory inside a home, and the home itself if need be. What is staged has the same path in it that it will have
 * in the home. Disposing of it removes every trace that is empty, the home too if it was made for it.
 * @throws BundleError `PERMISSION_DENIED`, `DISK_FULL`, `IO_FAILED`
 */
export async function openStaging(home: string): Promise<Staging> {
  return openStagingIn(inHome(home, `${OWN_FOLDER}/staging`), inHome(home, OWN_FOLDER));
}

/**
 * Removes what imports left that died: for one that finds nothing to do, and so opens no staging of its own.
 * @throws BundleError `PERMISSION_DENIED`, `IO_FAILED`
 */
export async function removeLeftovers(home: string): Promise<void> {
  await sweepStaging(inHome(home, `${OWN_FOLDER}/staging`), inHome(home, OWN_FOLDER));
}

/** Where the tree of a layer has to be unpacked to: its `content/` and its `digest`. */
export function stagedLayer({ path }: LayerChange, staging: Staging): string {
  return join(staging.path, path);
}

/**
 * Gives the `digest` beside each staged tree the mode that OCX gives it, which its umask decides; a bundle has one mode everywhere.
 */
export async function settleLayers(plan: ImportPlan, staging: Staging): Promise<void> {
  const mode = FILE_MODE & ~process.umask();
  await mapInBatches(plan.layers, (layer) => chmod(join(stagedLayer(layer, staging), "digest"), mode));
}

/** Assembles, in staging, the packages that the home lacks: everything but their `content/`. */
export async function assemblePackages(plan: ImportPlan, staging: Staging, now: Date): Promise<void> {
  await mapInBatches(incomplete(plan), async ({ package: unit, path }) => {
    await assemblePackage(plan.home, unit, { directory: join(staging.path, path), now });
  });
}

/** How the `content/` of one package comes from layers: by hard link, in this order. */
export interface ContentJob {
  readonly content: string;
  readonly layers: readonly { readonly path: string; readonly strip: number; readonly prefix: string }[];
}

/** What is left to do for the assembled packages, from layers that are staged or in the home already. */
export function contentJobs(plan: ImportPlan, staging: Staging): readonly ContentJob[] {
  const staged = new Set(plan.layers.map(({ path }) => path));
  const pathOf = (path: string): string => (staged.has(path) ? join(staging.path, path) : inHome(plan.home, path));
  return incomplete(plan).map(({ package: unit, path }) => ({
    content: join(staging.path, path, "content"),
    layers: unit.manifest.layers.map(({ digest, strip, prefix }) => ({
      path: join(pathOf(layerPath(unit.registry, digest)), "content"),
      strip: strip ?? stripOf(unit),
      prefix,
    })),
  }));
}

/** What a layer does not say itself, the metadata says. */
function stripOf({ metadata }: ClosurePackage): number {
  return metadata.stripComponents ?? 0;
}

function incomplete({ packages }: ImportPlan): ImportPlan["packages"] {
  return packages.filter(({ state }) => state !== "complete");
}

import { openEngine } from "../../archive/engine/engine.ts";
import { encodeConfig } from "../../bundle/config.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import { BundleError } from "../../errors.ts";
import type { LayerChange } from "../../home/contents/changes.ts";
import { checkRoom } from "../../home/plan/check-home.ts";
import { foldersOfPlan, writtenFolders, writtenPaths } from "../../home/plan/check-paths.ts";
import { needsOf } from "../../home/plan/free-space.ts";
import type { ImportPlan } from "../../home/plan/import-plan.ts";
import { checkFoldedLayer, tryFileSystem } from "../../home/publish/file-system.ts";
import { openHomeStaging, type StagingPaths } from "../../home/publish/home-staging.ts";
import { type Publication, publishImport } from "../../home/publish/publish-import.ts";
import { stagedLayer } from "../../home/publish/stage-import.ts";
import { withNames } from "../../io/open-tree.ts";
import { inside } from "../../io/working-directory.ts";
import { blobsToRead, listedLayer, spooledBytes } from "./bundle-layers.ts";
import type { AppliedImport, PlannedImport } from "./planned-import.ts";
import { repairHome } from "./repair-home.ts";
import { NO_REPAIRS } from "./repairs.ts";
import { stageBundle } from "./stage-bundle.ts";

/** Unpacks and assembles in staging what a plan adds, then publishes it. */
export async function stageAndPublish(plan: ImportPlan, work: PlannedImport): Promise<AppliedImport> {
  const { bundle, input, workers, damage } = work;
  const layers = [...plan.layers, ...(damage?.layers ?? [])];
  const expected = layers.map((layer) => listedLayer(bundle, layer));
  await using engine = work.engine ?? openEngine({ workers, expected });
  const { bytes, inodes } = needsOf({ ...plan, layers }, (layer) => listedLayer(bundle, layer));
  const spooled = work.spoolDirectory === undefined ? spooledBytes(blobsToRead(plan, layers, bundle), bundle) : 0;
  const folders = { linked: foldersOfPlan(plan), written: writtenFolders(plan) };
  await checkRoom(input.home, { bytes: bytes + spooled, inodes }, folders);
  await using staging = await openHomeStaging(input.home);
  const { foldsNames, warnings } = await tryFileSystem(staging.tree, { home: input.home, paths: writtenPaths(plan) });
  let repairs = NO_REPAIRS;
  const repair = async (current: ImportPlan): Promise<readonly string[]> => {
    repairs = await repairHome(engine, current, { layers: damage?.layers ?? [], staging });
    return repairs.entries.map(({ path }) => path);
  };
  try {
    await inside(staging.tree, (path) => stageBundle(plan, work, { engine, staging: { ...staging, path } }));
    if (foldsNames) await checkFoldedLayers(input.home, layers, { bundle, staging });
    const done = await publishImport(input, {
      staging,
      // Also without damage so far: a package whose layer was lost can only be compared now.
      ...(damage !== undefined && { repair }),
      ...recordOf(work),
    });
    return { plan: done, repairs, warnings };
  } catch (error) {
    throw withNames(withNames(error, staging.tree), staging.root);
  }
}

async function checkFoldedLayers(
  home: string,
  layers: readonly LayerChange[],
  { bundle, staging }: { readonly bundle: Bundle; readonly staging: StagingPaths },
): Promise<void> {
  for (const layer of layers) {
    const { entryCount } = listedLayer(bundle, layer);
    await checkFoldedLayer(home, { staged: stagedLayer(layer, staging), digest: layer.digest, entryCount });
  }
}

/**
 * Adds an import that changed nothing else to the log of imports. Another user may import what is there, but not write to the
 * home: then there is no record.
 */
export async function recordImport({ home }: ImportPlan, work: PlannedImport): Promise<void> {
  try {
    await using staging = await openHomeStaging(home);
    await publishImport(work.input, { staging, ...recordOf(work) });
  } catch (error) {
    if (!(error instanceof BundleError) || error.code !== "PERMISSION_DENIED") throw error;
    work.reporter.say(`The import is not recorded, because this user cannot write to ${home}`);
  }
}

function recordOf({ bundle, input, durable }: PlannedImport): Pick<Publication, "durable" | "record" | "config"> {
  return {
    durable,
    config: encodeConfig(bundle.config),
    record: {
      bundle: { name: bundle.name, digest: bundle.digest },
      ...(input.manifest !== undefined && { manifest: input.manifest }),
      source: bundle.content.name,
      roots: input.closure.roots.map(({ identifier }) => identifier),
    },
  };
}

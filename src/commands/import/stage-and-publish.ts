import { openEngine } from "../../archive/engine/engine.ts";
import { encodeConfig } from "../../bundle/config.ts";
import { BundleError } from "../../errors.ts";
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
import { type LayerToUnpack, spooledBytes } from "./bundle-layers.ts";
import type { AppliedImport, PlannedImport } from "./planned-import.ts";
import { repairHome } from "./repair-home.ts";
import { NO_REPAIRS } from "./repairs.ts";
import { stageBundle } from "./stage-bundle.ts";

/** Unpacks and assembles in staging what a plan adds, then publishes it. */
export async function stageAndPublish(planned: PlannedImport): Promise<AppliedImport> {
  const { plan, bundle, input, part, workers, damage } = planned;
  const expected = part.layers.map(({ listed }) => listed);
  await using engine = planned.engine ?? openEngine({ workers, expected });
  const { bytes, inodes } = needsOf(plan, expected);
  const spooled = planned.spoolDirectory === undefined ? spooledBytes(part.blobs, bundle) : 0;
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
    await inside(staging.tree, (path) => stageBundle(planned, { engine, staging: { ...staging, path } }));
    if (foldsNames) await checkFoldedLayers(input.home, part.layers, staging);
    const done = await publishImport(input, {
      staging,
      // Also without damage so far: a package whose layer was lost can only be compared now.
      ...(damage !== undefined && { repair }),
      ...recordOf(planned),
    });
    return { plan: done, repairs, warnings };
  } catch (error) {
    throw withNames(withNames(error, staging.tree), staging.root);
  }
}

async function checkFoldedLayers(home: string, layers: readonly LayerToUnpack[], staging: StagingPaths): Promise<void> {
  for (const { change, listed } of layers)
    await checkFoldedLayer(home, { ...listed, staged: stagedLayer(change, staging) });
}

/**
 * Adds an import that changed nothing else to the log of imports. Another user may import what is there, but not write to the
 * home: then there is no record.
 */
export async function recordImport(planned: PlannedImport): Promise<void> {
  const { home } = planned.plan;
  try {
    await using staging = await openHomeStaging(home);
    await publishImport(planned.input, { staging, ...recordOf(planned) });
  } catch (error) {
    if (!(error instanceof BundleError) || error.code !== "PERMISSION_DENIED") throw error;
    planned.reporter.say(`The import is not recorded, because this user cannot write to ${home}`);
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

import { hasStaging } from "../../home/contents/staging-folders.ts";
import type { AppliedImport, PlannedImport } from "./planned-import.ts";
import { type HomeDamage, NO_REPAIRS } from "./repairs.ts";

/** Carries out a plan: unpacks and assembles in staging, then publishes. Writes nothing, and loads little, if there is nothing to change. */
export async function applyImport(planned: PlannedImport): Promise<AppliedImport> {
  const { plan } = planned;
  const isDue = plan.changed || isDamaged(planned.damage);
  if (isDue || plan.isUnrecorded) {
    const { recordImport, stageAndPublish } = await import("./stage-and-publish.ts");
    if (isDue) return stageAndPublish(planned);
    await recordImport(planned);
  }
  // An earlier import may have died during its cleanup, with all its work done.
  if (hasStaging(plan.home)) {
    const { removeLeftovers } = await import("../../home/publish/home-staging.ts");
    await removeLeftovers(plan.home);
  }
  return { plan, repairs: NO_REPAIRS, warnings: [] };
}

function isDamaged({ layers, packages }: HomeDamage = { layers: [], packages: [] }): boolean {
  return layers.length > 0 || packages.length > 0;
}

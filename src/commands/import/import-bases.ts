import { openEngine } from "../../archive/engine/engine.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import type { LayerChange } from "../../home/contents/changes.ts";
import type { ImportInput } from "../../home/plan/plan-import.ts";
import type { ImportRequest } from "../../options/requests/import-request.ts";
import type { ProcessContext } from "../../options/requests/process-context.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import { logsOf } from "../places/remote-reading.ts";
import { attachBases } from "../reading/attach-bases.ts";
import { openBases } from "../reading/open-bases.ts";
import { listedLayer } from "./bundle-layers.ts";
import type { PlannedImport } from "./planned-import.ts";

/** The process that imports. */
export interface ImportJob {
  readonly context: ProcessContext;
  readonly reporter: Reporter;
  /** Closes what is opened for the import. */
  readonly stack: AsyncDisposableStack;
}

/** The import that bases are for. */
interface ImportOfDelta {
  readonly input: Pick<ImportInput, "home" | "closure">;
  readonly means: Pick<ImportRequest, "bases" | "dryRun">;
  readonly workers: number;
}

/**
 * Opens the bases that the user names, and gives a delta what it lacks of the needed layers.
 * @returns the bundle, and the engine that has walked the bases of a delta
 * @throws BundleError what opening the bases and attaching them throw
 */
export async function attachImportBases(
  opened: Bundle,
  needed: readonly LayerChange[],
  { input: { home, closure }, means, workers }: ImportOfDelta,
  { context, reporter, stack }: ImportJob,
): Promise<Pick<PlannedImport, "bundle" | "engine">> {
  const bases = await openBases(means.bases ?? [], context, {
    stack,
    takes: "homes",
    platform: opened.config.platform,
    ...logsOf(reporter),
  });
  if (opened.delta === undefined) return { bundle: opened };
  // Threads start while the bases are walked.
  const expected = means.dryRun ? [] : needed.map((layer) => listedLayer(opened, layer));
  const engine = stack.use(openEngine({ workers, expected }));
  return { bundle: await attachBases(opened, needed, { engine, home, bases, closure }), engine };
}

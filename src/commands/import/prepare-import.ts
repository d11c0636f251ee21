import { availableParallelism } from "node:os";
import prettyBytes from "pretty-bytes";
import { openEngine } from "../../archive/run/engine.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import type { ImportPlan } from "../../home/import/import-plan.ts";
import type { ImportInput } from "../../home/import/plan-import.ts";
import type { ImportRequest, ProcessContext, Reporter } from "../../options/requests.ts";
import { logsOf } from "../places/remote-reading.ts";
import { temporaryDirectory, userPath } from "../places/user-path.ts";
import { attachBases } from "../reading/attach-bases.ts";
import { openBases } from "../reading/open-bases.ts";
import type { DiskUse } from "../results/disk-use.ts";
import { blobsToRead, type Compose, missingBytes, type PlannedImport } from "./apply-import.ts";
import { importDisk } from "./import-disk.ts";
import { findDamage, type HomeDamage } from "./repair-home.ts";

/** The means that a user gives an import. */
export type ImportMeans = Pick<
  ImportRequest,
  "source" | "bases" | "repair" | "workers" | "durable" | "concurrency" | "spoolDirectory" | "dryRun"
>;

/** A plan, with everything that carrying it out takes. */
export interface PreparedImport extends PlannedImport {
  readonly plan: ImportPlan;
  /** Bytes to fetch; undefined for a bundle on this machine. */
  readonly missing: number | undefined;
  /** Of this plan: another import may do some of it meanwhile. */
  readonly disk: DiskUse;
}

/**
 * Finds what carrying out a plan takes: damage to repair, layers that a delta builds on, bytes to fetch. Writes nothing. `stack`
 * closes what is opened.
 * @throws BundleError what reading the home and opening the bases throw
 */
export async function prepareImport(
  {
    plan,
    opened,
    input,
    compose,
  }: {
    readonly plan: ImportPlan;
    readonly opened: Bundle;
    readonly input: ImportInput;
    readonly compose: Compose;
  },
  means: ImportMeans,
  {
    context,
    reporter,
    stack,
  }: {
    readonly context: ProcessContext;
    readonly reporter: Reporter;
    readonly stack: AsyncDisposableStack;
  },
): Promise<PreparedImport> {
  const { workers = availableParallelism(), durable, concurrency, spoolDirectory } = means;
  const damage = means.repair === true ? await lookForDamage(plan, opened, workers) : undefined;
  const bases = await openBases(means.bases ?? [], context, { stack, ...logsOf(reporter) });
  const needed = [...plan.layers, ...(damage?.layers ?? [])];
  const { home, closure } = input;
  const engine = opened.delta === undefined ? undefined : stack.use(openEngine({ workers }));
  const bundle = engine === undefined ? opened : await attachBases(opened, needed, { engine, home, bases, closure });
  const missing = missingBytes(blobsToRead(plan, needed, bundle), bundle);
  if (missing !== undefined && (plan.changed || missing > 0)) announce(missing, bundle, means, reporter);
  const planned: PlannedImport = {
    bundle,
    input,
    compose,
    workers,
    ...(engine !== undefined && { engine }),
    durable,
    concurrency,
    ...(spoolDirectory !== undefined && { spoolDirectory: userPath(spoolDirectory, context) }),
    ...(damage !== undefined && { damage }),
    reporter,
    signal: context.signal,
  };
  const spool = planned.spoolDirectory ?? temporaryDirectory();
  const pipe = means.source.kind === "stream" ? { spool } : undefined;
  return { ...planned, plan, missing, disk: importDisk({ ...plan, layers: needed }, planned, pipe) };
}

async function lookForDamage(plan: ImportPlan, bundle: Bundle, workers: number): Promise<HomeDamage> {
  await using engine = openEngine({ workers });
  return await findDamage(engine, plan, bundle.config.layers);
}

/** Says how much will be fetched, before it is. */
function announce(missing: number, { content }: Bundle, { dryRun }: ImportMeans, reporter: Reporter): void {
  const amount = `${prettyBytes(missing)} of ${prettyBytes(content.remote?.size ?? missing)}`;
  reporter.say(`${dryRun ? "Would fetch" : "Fetching"} ${amount} from ${content.name}`);
}

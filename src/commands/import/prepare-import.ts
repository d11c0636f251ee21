import { availableParallelism } from "node:os";
import prettyBytes from "pretty-bytes";
import type { Bundle } from "../../bundle/open-bundle.ts";
import type { ImportRequest } from "../../options/requests/import-request.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import { temporaryDirectory, userPath } from "../places/user-path.ts";
import type { DiskUse } from "../results/disk-use.ts";
import { missingBytes, partToUnpack } from "./bundle-layers.ts";
import type { attachImportBases, ImportJob } from "./import-bases.ts";
import { importDiskUse } from "./import-disk-use.ts";
import type { PlannedImport } from "./planned-import.ts";
import type { findDamage } from "./repair-home.ts";

/** The means that a user gives an import. */
export type ImportMeans = Pick<
  ImportRequest,
  "source" | "bases" | "repair" | "workers" | "durable" | "concurrency" | "spoolDirectory" | "dryRun"
>;

/** A planned import, and what it costs. */
export interface PreparedImport extends PlannedImport {
  /** Bytes to fetch; undefined for a bundle on this machine. */
  readonly missing: number | undefined;
  /** Of this plan: another import may do some of it meanwhile. */
  readonly disk: DiskUse;
}

/**
 * Finds what carrying out a plan takes: damage to repair, layers that a delta builds on, bytes to fetch. Writes nothing.
 * @throws BundleError what reading the home and opening the bases throw
 */
export async function prepareImport(
  opened: Bundle,
  { plan, input, wantedEnvironment }: Pick<PlannedImport, "plan" | "input" | "wantedEnvironment">,
  means: ImportMeans,
  job: ImportJob,
): Promise<PreparedImport> {
  const { context, reporter } = job;
  const { workers = availableParallelism(), durable, concurrency, spoolDirectory } = means;
  const damage = means.repair === true ? await damageOf(plan, opened, workers) : undefined;
  const damaged = damage?.layers ?? [];
  const needed = [...plan.layers, ...damaged];
  const { bundle, engine } = await withBases(opened, needed, { input, means, workers }, job);
  const part = partToUnpack(plan, damaged, bundle);
  const missing = missingBytes(part.blobs, bundle);
  if (missing !== undefined && (plan.changed || missing > 0)) announce(missing, bundle, means, reporter);
  const planned: PlannedImport = {
    plan,
    bundle,
    input,
    part,
    wantedEnvironment,
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
  return { ...planned, missing, disk: importDiskUse(planned, pipe) };
}

// Few imports repair, or build on something: only these load the engine before there is something to do.

async function damageOf(...words: Parameters<typeof findDamage>): ReturnType<typeof findDamage> {
  return (await import("./repair-home.ts")).findDamage(...words);
}

async function withBases(...words: Parameters<typeof attachImportBases>): ReturnType<typeof attachImportBases> {
  const [bundle, , { means }] = words;
  if (bundle.delta === undefined && (means.bases ?? []).length === 0) return { bundle };
  return (await import("./import-bases.ts")).attachImportBases(...words);
}

/** Says how much will be fetched, before it is. */
function announce(missing: number, { content }: Bundle, { dryRun }: ImportMeans, reporter: Reporter): void {
  const amount = `${prettyBytes(missing)} of ${prettyBytes(content.remote?.size ?? missing)}`;
  reporter.say(`${dryRun ? "Would fetch" : "Fetching"} ${amount} from ${content.name}`);
}

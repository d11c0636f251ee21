import type { TreeEngine } from "../../archive/engine/engine.ts";
import type { Bundle } from "../../bundle/open-bundle.ts";
import type { EnvironmentSource } from "../../home/environment/read-environment.ts";
import type { ImportPlan } from "../../home/plan/import-plan.ts";
import type { ImportInput } from "../../home/plan/plan-import.ts";
import type { Reporter } from "../../options/requests/reporter.ts";
import type { BundlePart } from "./bundle-layers.ts";
import type { HomeDamage, Repairs } from "./repairs.ts";

/** A plan, with everything that carrying it out takes. */
export interface PlannedImport {
  readonly plan: ImportPlan;
  readonly bundle: Bundle;
  readonly input: ImportInput;
  /** The part of the bundle that is unpacked. */
  readonly part: BundlePart;
  /** The environment for later steps, which the staged packages must have; undefined if none is requested. */
  readonly wantedEnvironment: EnvironmentSource | undefined;
  readonly workers: number;
  /** That has walked the bases of a delta. Default: one with these workers. */
  readonly engine?: TreeEngine;
  readonly durable: boolean;
  /** Absolute path of the directory for the bytes of a remote bundle. Default: the home's staging. */
  readonly spoolDirectory?: string | undefined;
  /** Requests to a remote bundle at the same time. */
  readonly concurrency?: number | undefined;
  readonly reporter: Pick<Reporter, "progress" | "say">;
  /** Damage to repair; absent without `--repair`. */
  readonly damage?: HomeDamage;
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
}

/** A plan as carried out, and what was repaired. */
export interface AppliedImport {
  /** Differs from the given one if other processes have changed the home meanwhile. */
  readonly plan: ImportPlan;
  readonly repairs: Repairs;
  readonly warnings: readonly string[];
}

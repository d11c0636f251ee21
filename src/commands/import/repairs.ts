import type { LayerChange } from "../../home/contents/changes.ts";
import { inHome } from "../../home/contents/target-home.ts";
import type { ImportPlan } from "../../home/plan/import-plan.ts";
import type { ImportResult, RepairedEntry } from "../results/import-result.ts";

/** Layers and packages that a home has, and that differ from the bundle. */
export interface HomeDamage {
  /** Layers of which some frame has other content. Unpacking them tells which file. */
  readonly layers: readonly LayerChange[];
  readonly packages: readonly RepairedEntry[];
}

/** The outcome of a repair. */
export interface Repairs {
  readonly entries: readonly RepairedEntry[];
  /** Differences that are not damage. */
  readonly notes: readonly string[];
}

export const NO_REPAIRS: Repairs = { entries: [], notes: [] };

/** The foreseen outcome of a repair, as far as it is known without unpacking. */
export function foreseen({ home }: ImportPlan, damage: HomeDamage | undefined): Repairs {
  const layers = damage?.layers.map(({ path }) => ({
    path: inHome(home, `${path}/content`),
    change: "changed" as const,
  }));
  const packages = damage?.packages.map(({ path, change }) => ({ path: inHome(home, path), change }));
  return { entries: [...(layers ?? []), ...(packages ?? [])], notes: [] };
}

/** The part of a result that says what was repaired: documents of packages, and entries of trees. */
export function describeRepairs(
  { home, packages, changed }: ImportPlan,
  { entries, notes }: Repairs,
): Pick<ImportResult, "changed" | "repairs" | "notes"> {
  const documents = packages.flatMap((pkg) => pkg.documents);
  const repairs = [
    ...documents.map(({ path }) => ({ path: inHome(home, path), change: "changed" as const })),
    ...entries,
  ];
  return { changed: changed || entries.length > 0, repairs, notes };
}

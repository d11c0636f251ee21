import type { ImportPlan } from "../../home/import/import-plan.ts";
import { needsOf } from "../../home/import/preflight.ts";
import type { DiskUse } from "../results/disk-use.ts";
import { blobsToRead, listedLayer, type PlannedImport, spooledBytes } from "./apply-import.ts";

/** What an import writes, and where. Its layers are those that are added or repaired. */
export function importDisk(plan: ImportPlan, { bundle, spoolDirectory }: PlannedImport): DiskUse {
  const { bytes, content } = needsOf(plan, (layer) => listedLayer(bundle, layer));
  const spooled = spooledBytes(blobsToRead(plan, plan.layers, bundle), bundle);
  return {
    written: content,
    peak: [
      ...(bytes === 0 ? [] : [{ use: "staging", path: plan.home, bytes } as const]),
      ...(spooled === 0 ? [] : [{ use: "spool", path: spoolDirectory ?? plan.home, bytes: spooled } as const]),
    ],
  };
}

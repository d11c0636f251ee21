import type { Bundle } from "../../bundle/open-bundle.ts";
import { needsOf } from "../../home/plan/free-space.ts";
import type { DiskUse } from "../results/disk-use.ts";
import { spooledBytes } from "./bundle-layers.ts";
import type { PlannedImport } from "./planned-import.ts";

/**
 * The bytes that an import writes to each disk.
 * @param pipe for a bundle from a pipe: the directory to which all of it is copied
 */
export function importDiskUse(
  { plan, bundle, part, spoolDirectory }: PlannedImport,
  pipe?: { readonly spool: string },
): DiskUse {
  const { bytes, content } = needsOf(
    plan,
    part.layers.map(({ listed }) => listed),
  );
  const spooled = spooledBytes(part.blobs, bundle);
  return {
    written: content,
    peak: [
      ...(bytes === 0 ? [] : [{ use: "staging", path: plan.home, bytes } as const]),
      ...(pipe === undefined ? [] : [{ use: "spool", path: pipe.spool, bytes: blobBytes(bundle) } as const]),
      ...(spooled === 0 ? [] : [{ use: "spool", path: spoolDirectory ?? plan.home, bytes: spooled } as const]),
    ],
  };
}

/** Bytes of all blobs as they are stored: nearly those of the file, whose size a pipe does not tell before its end. */
function blobBytes({ stored }: Bundle): number {
  return stored.blobs.values().reduce((sum, { size }) => sum + size, 0);
}

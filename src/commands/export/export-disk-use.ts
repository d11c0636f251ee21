import { basename, dirname } from "node:path";
import type { BundleConfig } from "../../bundle/config.ts";
import { formatPartsDocument, planParts } from "../../layout/parts.ts";
import { temporaryDirectory } from "../places/user-path.ts";
import type { DiskUse } from "../results/disk-use.ts";
import type { ExportPlace } from "./write-export.ts";

interface Exported {
  /** Bytes of the bundle in its place. */
  readonly size: number;
  readonly config: BundleConfig;
}

/** Blobs that a push to a registry keeps on the disk at a time: one is written, one is sent. */
const SPOOLED_BLOBS = 2;

/** The bytes that an export writes to each disk. */
export function exportDiskUse({ size, config }: Exported, place: ExportPlace | undefined, executable = 0): DiskUse {
  const spool = { use: "spool", path: temporaryDirectory() } as const;
  const copied = executable === 0 ? [] : [{ ...spool, bytes: executable }];
  switch (place?.kind) {
    case undefined:
      return { written: size, peak: copied };
    case "file":
      return { written: size, peak: [{ use: "output", path: dirname(place.path), bytes: size }, ...copied] };
    case "parts": {
      const written = size + partsDocumentSize(size, place);
      return { written, peak: [{ use: "output", path: dirname(place.path), bytes: written }, ...copied] };
    }
    case "layout":
      return { written: size, peak: [{ use: "output", path: place.path, bytes: size }, ...copied] };
    case "stream":
      return { written: size, peak: [{ ...spool, bytes: size + executable }] };
    case "registry":
      return { written: size, peak: [{ ...spool, bytes: largestBlobs(config) + executable }] };
  }
}

/** Its digests have one length. */
function partsDocumentSize(size: number, { path, partSize }: Extract<ExportPlace, { kind: "parts" }>): number {
  const name = basename(path);
  const parts = planParts({ size, name, partSize }).map((part) => ({ ...part, digest: `sha256:${"0".repeat(64)}` }));
  return Buffer.byteLength(formatPartsDocument({ name, size, parts }));
}

function largestBlobs({ store, layers, ocx }: BundleConfig): number {
  const tables = [store, ...layers, ...(ocx === undefined ? [] : [ocx])];
  const sizes = new Map(tables.map(({ blob, frames }) => [blob, frames.reduce((sum, frame) => sum + frame.size, 0)]));
  const largest = [...sizes.values()].toSorted((a, b) => b - a).slice(0, SPOOLED_BLOBS);
  return largest.reduce((sum, size) => sum + size, 0);
}

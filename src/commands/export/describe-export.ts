import type { BundleFacts } from "../../bundle/plan-bundle.ts";
import type { Closure } from "../../home/closure/closure.ts";
import { formatPlatform } from "../../oci/platform.ts";
import { formatPinned } from "../../oci/reference.ts";
import type { Originals } from "../../originals/originals.ts";
import type { ExecutableCopy } from "../ocx/copy-executable.ts";
import { documentPath } from "../places/parts-target.ts";
import type { BundleSummary } from "../results/bundle-summary.ts";
import type { ExportResult } from "../results/export-result.ts";
import { summarizeBundle, summarizeLayers } from "../results/summarize-bundle.ts";
import { summarizeOriginals } from "../results/summarize-originals.ts";
import { exportDiskUse } from "./export-disk-use.ts";
import type { PackedExport } from "./pack-export.ts";
import type { ExportPlace, Target } from "./write-export.ts";

/** The content of an exported bundle. */
export interface BundleContents {
  readonly name: string;
  readonly closure: Closure;
  readonly facts: BundleFacts;
  readonly executable: Pick<ExecutableCopy, "digest" | "size"> | undefined;
  readonly originals: Originals | undefined;
}

/** The result of an export: what the bundle has, and where it is. */
export function describeExport(
  written: PackedExport,
  contents: BundleContents,
  {
    target,
    place,
    parts,
  }: { readonly target: Target | undefined; readonly place: ExportPlace | undefined; readonly parts: number },
  {
    home,
    dryRun,
    sbom,
    warnings,
  }: Pick<ExportResult, "home" | "dryRun" | "warnings"> & { readonly sbom: string | undefined },
): ExportResult {
  return {
    home,
    dryRun,
    bundle: summarizeExported(written, contents),
    disk: exportDiskUse(written, place, contents.executable?.size),
    ...(target?.kind === "file" && { file: target.path }),
    ...(target?.kind === "parts" && { file: documentPath(target.path), parts }),
    ...(target?.kind === "layout" && { directory: target.path }),
    ...(target?.kind === "registry" && {
      reference: formatPinned(target.opened.reference, written.stored ?? written.digest),
    }),
    ...(sbom !== undefined && { sbom }),
    warnings,
  };
}

function summarizeExported(
  { config, digest, size, delta }: PackedExport,
  { name, closure, facts, executable, originals }: BundleContents,
): BundleSummary {
  return summarizeBundle(closure, {
    name,
    platform: formatPlatform(facts.platform),
    ...(executable !== undefined && { ocx: { digest: executable.digest, size: executable.size } }),
    layers: summarizeLayers(config),
    digest,
    size,
    ...(facts.project !== undefined && { project: facts.project }),
    ...(originals && { originals: summarizeOriginals(originals) }),
    ...(delta !== undefined && { delta }),
  });
}

import prettyBytes from "pretty-bytes";
import type { ExportResult } from "../commands/results/export-result.ts";
import { printable } from "../printable.ts";
import { formatDigest, formatPackages } from "./bundle-lines.ts";
import { describeTravel, formatDelta } from "./delta-text.ts";
import { formatDiskUse } from "./disk-use-text.ts";
import { formatOriginals } from "./originals-text.ts";
import type { Bold } from "./tables.ts";
import { countOf } from "./wording.ts";

/** Text output of `export`. */
export function formatExport(result: ExportResult, bold: Bold): string {
  const { bundle, file, directory, reference, parts, dryRun, home, disk, sbom } = result;
  const what = `${countOf(bundle.packages.length, "package")} in ${countOf(bundle.layers.length, "layer")}`;
  const most = bundle.delta?.isBound === true ? "at most " : "";
  const size =
    bundle.size === undefined ? "" : `, ${most}${prettyBytes(bundle.size)} from ${prettyBytes(bundle.contentSize)}`;
  const inParts = parts === undefined ? "" : ` in ${countOf(parts, "part")}`;
  const where = `${file ?? directory ?? reference ?? "standard output"}${inParts}`;
  const head = dryRun ? `Would export ${what}${size}, from ${home}${inParts}.` : `Exported ${what}${size} to ${where}.`;
  const amounts = dryRun ? `\n${formatDiskUse(disk, undefined, bold)}` : "";
  const originals = formatOriginals(bundle.originals, bold);
  const delta = bundle.delta === undefined ? "" : `Delta ${describeTravel(bundle.delta)}.\n`;
  const more = [formatDelta(bundle.delta, bold), originals].map((text) => (text === "" ? "" : `\n${text}`)).join("");
  const list = sbom === undefined ? "" : `${printable(`SBOM: ${sbom}`)}\n`;
  const packages = formatPackages(bundle.packages, bold);
  return `${printable(head)}\n${delta}${formatDigest(bundle.digest)}${list}\n${packages}${more}${amounts}`;
}

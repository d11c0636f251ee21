import prettyBytes from "pretty-bytes";
import type { BundleSummary } from "../commands/results/bundle-summary.ts";
import type { EnvironmentChange } from "../commands/results/environment-result.ts";
import type { ExportResult } from "../commands/results/export-result.ts";
import type { ImageResult } from "../commands/results/image-results.ts";
import type { ImportResult } from "../commands/results/import-result.ts";
import type { MergeResult } from "../commands/results/merge-results.ts";
import type { SendResult } from "../commands/results/send-result.ts";
import { bundleFacts, exportLead, graphSection, pair, placeFacts, verifySection } from "./summary-bundle.ts";
import { sizeChart } from "./summary-chart.ts";
import { diskUseSection } from "./summary-disk-use.ts";
import { environmentTable } from "./summary-environment.ts";
import { code } from "./summary-html.ts";
import { conflictTable, countTable, importLead, linkOutcomes, packageOutcomes, repairTable } from "./summary-import.ts";
import { packageTable } from "./summary-packages.ts";
import { assemble, block, facts, listOf, type Section } from "./summary-sections.ts";
import { signersOf } from "./summary-trust.ts";
import { countOf, formatFetched } from "./wording.ts";

/** Details for the summary of an import that are not in its result. */
export interface ImportDetails {
  /** Description of the bundle's source, for people. */
  readonly origin?: string;
  /** Path of the bundle, for the command that verifies it. */
  readonly file?: string;
  /** Changes for later steps; absent if the environment is not changed. */
  readonly environment?: readonly EnvironmentChange[];
  /** Warnings from outside the import itself. */
  readonly warnings?: readonly string[];
}

/** The job summary of an export, of sending the bundle, and of its image. Pure. */
export function summarizeExport(result: ExportResult, sent?: SendResult, image?: ImageResult): string {
  const { bundle, home, dryRun, file, reference } = result;
  const outcome = dryRun ? " (dry run: nothing was written)" : " exported";
  // Only its originals go to a mirror.
  const sentWhole = sent?.configuration === undefined ? sent : undefined;
  return assemble(`Offline bundle${outcome}`, [
    block(`<p>${exportLead(result, sentWhole)}</p>`),
    warningList(result.warnings),
    facts([
      ...bundleFacts(bundle),
      ...placeFacts(sentWhole, file),
      ...pair("Originals sent to", sent?.configuration && code(sent.name)),
      ...pair("Registry", reference && code(reference)),
      ...pair("Image", image && code(image.reference ?? image.file ?? image.image.name)),
      ...pair("Image digest", image && code(image.image.digest)),
      ["Home", code(home)],
    ]),
    diskUseSection(result),
    packageTable({ title: `Packages (${bundle.packages.length})` }, bundle),
    sizeChart(bundle),
    graphSection(bundle, false),
    verifySection(bundle, file ?? (reference && `oci://${reference}`), sentWhole),
  ]);
}

/** The job summary of merging bundles for several platforms, and of sending the result. Pure. */
export function summarizeMerge({ bundle, platforms, size, file, warnings }: MergeResult, sent?: SendResult): string {
  const names = platforms.map(({ platform, digest }) => `${platform}: ${digest}`);
  return assemble("Offline bundle for several platforms", [
    block(`<p><b>${countOf(platforms.length, "platform")}</b> in ${prettyBytes(size)}.</p>`),
    warningList(warnings),
    facts([["Name", code(bundle.name)], ["Bundle digest", code(bundle.digest)], ...placeFacts(sent, file)]),
    listOf({ title: "Platforms, with the digests of their bundles" }, names),
  ]);
}

/** The job summary of an import: its changes, the environment of later steps, and facts about the bundle. Pure. */
export function summarizeImport(result: ImportResult, bundle: BundleSummary, details: ImportDetails = {}): string {
  const { home, dryRun, changed, project } = result;
  const { origin, file = `${bundle.name}.tar`, environment, warnings = [] } = details;
  const outcome = dryRun ? " (dry run: nothing was written)" : changed ? " imported" : ": everything was there already";
  const places = [
    ["Digest pinned", PINNED[result.pinned ? "yes" : "no"]] as const,
    ["Signed by", signersOf(result.trust)] as const,
    ...pair("Came from", origin && code(origin)),
    ...pair("Fetched", result.fetched && formatFetched(result.fetched)),
    ["Home", code(home)] as const,
    ...pair("Executable ocx", result.ocx && `${code(result.ocx.path)}, ${result.ocx.status}`),
    ...pair("Project", project && code(project.directory)),
  ];
  return assemble(`Offline bundle${outcome}`, [
    block(`<p>${importLead(result)}</p>`),
    warningList([...result.warnings, ...warnings]),
    conflictTable(result),
    countTable(result),
    diskUseSection(result, result.fetched?.missing),
    ...repairTable(result),
    packageOutcomes(result),
    linkOutcomes(result),
    environmentTable(environment, result.packages),
    facts([...bundleFacts(bundle), ...places]),
    packageTable({ title: `Contents of the bundle: ${countPackages(bundle.packages.length)}`, folded: true }, bundle),
    graphSection(bundle, true),
    verifySection(bundle, file),
  ]);
}

/** The job summary of a cache miss, which does not fail the job. Pure. */
export function summarizeMiss(key: string): string {
  const what = `There is no entry with the key ${code(key)}. Nothing was imported, and the environment was not changed.`;
  return assemble("No offline bundle in the cache", [
    block(`<p>${what}</p>`),
    listOf({ title: "What happens next" }, [
      "The job goes on. Steps that need the packages install them from their registry, or fail if it cannot be reached.",
      "Once a bundle is exported to the cache under this key, later runs find it: those of the same branch, or of every branch if it is the default branch.",
    ]),
  ]);
}

const PINNED = {
  yes: "yes, by the input <code>digest</code>",
  no: "no: any bundle would have been accepted; set the input <code>digest</code> to accept only this one",
} as const;

/** A count with its noun: `1 package`, `2 packages`. */
export function countPackages(packages: number): string {
  return countOf(packages, "package");
}

function warningList(warnings: readonly string[]): Section {
  return listOf({ title: `Warnings (${warnings.length})` }, warnings);
}

import type { BundleSummary, EnvironmentChange, ExportResult, ImportResult, SendResult } from "../commands/results.ts";
import { bundleFacts, count, exportLead, graphSection, pair, placeFacts, verifySection } from "./summary-bundle.ts";
import { environmentTable } from "./summary-environment.ts";
import { code } from "./summary-html.ts";
import { conflictTable, countTable, importLead, linkOutcomes, packageOutcomes } from "./summary-import.ts";
import { packageTable } from "./summary-packages.ts";
import { assemble, block, facts, list, type Section } from "./summary-sections.ts";
import { sizeChart } from "./summary-sizes.ts";

/** What the summary of an import says beside its result. */
export interface ImportDetails {
  /** Where the bundle came from, for people. */
  readonly origin?: string;
  /** Whether the workflow demanded the bundle's digest. */
  readonly pinned?: boolean;
  /** Path of the bundle, for the command that verifies it. */
  readonly file?: string;
  /** What later steps get; absent when the environment is left alone. */
  readonly environment?: readonly EnvironmentChange[];
  /** Warnings from outside the import itself. */
  readonly warnings?: readonly string[];
}

/** The job summary of an export, and of where the bundle was sent. Pure. */
export function summarizeExport(result: ExportResult, sent?: SendResult): string {
  const { bundle, home, dryRun, file } = result;
  const outcome = dryRun ? " (dry run: nothing was written)" : " exported";
  return assemble(`Offline bundle${outcome}`, [
    block(`<p>${exportLead(result, sent)}</p>`),
    warningList(result.warnings),
    facts([...bundleFacts(bundle), ...placeFacts(sent, file), ["Home", code(home)]]),
    packageTable({ title: `Packages (${bundle.packages.length})` }, bundle),
    sizeChart(bundle),
    graphSection(bundle, false),
    verifySection(bundle, file, sent),
  ]);
}

/** The job summary of an import: what it did, what later steps get, and what the bundle is. Pure. */
export function summarizeImport(result: ImportResult, bundle: BundleSummary, details: ImportDetails = {}): string {
  const { home, dryRun, changed, project } = result;
  const { origin, file = `${bundle.name}.tar`, environment, warnings = [], pinned } = details;
  const outcome = dryRun ? " (dry run: nothing was written)" : changed ? " imported" : ": everything was there already";
  const places = [
    ...pair("Digest pinned", pinned !== undefined && PINNED[pinned ? "yes" : "no"]),
    ...pair("Came from", origin && code(origin)),
    ["Home", code(home)] as const,
    ...pair("Project", project && code(project.directory)),
  ];
  return assemble(`Offline bundle${outcome}`, [
    block(`<p>${importLead(result)}</p>`),
    warningList([...result.warnings, ...warnings]),
    conflictTable(result),
    countTable(result),
    packageOutcomes(result),
    linkOutcomes(result),
    environmentTable(environment, result.packages),
    facts([...bundleFacts(bundle), ...places]),
    packageTable({ title: `What the bundle holds: ${countPackages(bundle.packages.length)}`, folded: true }, bundle),
    graphSection(bundle, true),
    verifySection(bundle, file),
  ]);
}

/** The job summary where a cache has nothing under `key`, which is no failure. Pure. */
export function summarizeMiss(key: string): string {
  const what = `There is no entry with the key ${code(key)}. Nothing was imported, and the environment is as it was.`;
  return assemble("No offline bundle in the cache", [
    block(`<p>${what}</p>`),
    list({ title: "What happens next" }, [
      "The job goes on. Steps that need the packages install them from their registry, or fail where there is none.",
      "An export to the cache under this key serves the runs after it: those of its own branch and, if that is the default branch, of every branch.",
    ]),
  ]);
}

const PINNED = {
  yes: "yes, by the input <code>digest</code>",
  no: "no: any bundle would have been taken; set the input <code>digest</code> to take only this one",
} as const;

/** As people say it. */
export function countPackages(packages: number): string {
  return count(packages, "package");
}

function warningList(warnings: readonly string[]): Section {
  return list({ title: `Warnings (${warnings.length})` }, warnings);
}

import { optional, pick } from "./members.ts";
import { type Quote, refuseSeveral } from "./parse-options.ts";
import type { ExportRequest, ExportSelection, Output } from "./requests.ts";
import type { OptionValues } from "./table.ts";

/** The options of the command that the action may have too. */
type ExportValues = Omit<
  OptionValues<"export">,
  "format" | "base" | "output" | "mount-from" | "plain-http" | "split" | "json" | "quiet" | "help" | "version"
>;

/** The request of an export, as the command and the action have it. */
export function toExportRequest(
  values: ExportValues,
  declaration: ExportSelection | undefined,
  output: Output | undefined,
): ExportRequest {
  return {
    ...optional("declaration", declaration),
    ...optional("output", output),
    ...pick(values, "home", "platform", "name", "sbom", "workers"),
    ...(values["include-ocx"] !== "auto" && { includeOcx: values["include-ocx"] }),
    ...optional("level", values["compression-level"]),
    ...(values.overwrite && { overwrite: true }),
    ...(values.original && { original: true }),
    dryRun: values["dry-run"],
  };
}

/**
 * What to export; undefined if nothing is named: the command then looks for a project.
 * @param packages the identifiers, and what they are called at this edge
 * @throws BundleError `OPTION_INVALID` if several of them are named
 */
export function toSelection(
  { identifiers, calledAs }: { readonly identifiers: readonly string[]; readonly calledAs: string },
  { project, group, all }: Pick<ExportValues, "project" | "group" | "all">,
  quote: Quote,
): ExportSelection | undefined {
  const ofProject = project !== undefined || group.length > 0;
  refuseSeveral([
    identifiers.length > 0 && calledAs,
    ofProject && quote(project === undefined ? "group" : "project"),
    all && quote("all"),
  ]);
  if (identifiers.length > 0) return { kind: "packages", identifiers };
  if (all) return { kind: "all" };
  return ofProject ? { kind: "project", ...optional("path", project), groups: group } : undefined;
}

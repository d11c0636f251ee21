import type { OptionValues } from "../table/option-table.ts";
import { type Quote, refuseSeveral } from "../table/parse-options.ts";
import type { Input } from "./input.ts";
import type { Output } from "./output.ts";
import { optional, pick } from "./pick.ts";

export interface ExportRequest {
  /** Default: the project around the working directory. */
  readonly declaration?: ExportSelection;
  readonly home?: string;
  readonly platform?: string;
  /** Required, except in a dry run. */
  readonly output?: Output;
  /** Bytes of a part, to write an output file in parts. */
  readonly partSize?: number;
  /** Bundles, or lists of what a home has, that the other side has: then a delta is written. */
  readonly bases?: readonly Input[];
  /** Replace an output file that is not a bundle. */
  readonly overwrite?: boolean;
  readonly name?: string;
  /** Path of an SBOM to write too. */
  readonly sbom?: string;
  /** Whether ocx itself travels. Default: `auto`. */
  readonly includeOcx?: IncludeOcx;
  /** zstd level, 1 to 19. */
  readonly level?: number;
  readonly workers?: number;
  /** Carry the publishers' own blobs too, fetched from their registries. */
  readonly original?: boolean;
  readonly dryRun: boolean;
}

/** Selection of the packages to export. */
export type ExportSelection =
  | { readonly kind: "packages"; readonly identifiers: readonly string[] }
  | { readonly kind: "project"; readonly path?: string; readonly groups: readonly string[] }
  | { readonly kind: "all" };

/**
 * `auto`: the package of the home, if entry points need it. `true`: that package in any case, else the executable on PATH.
 */
export type IncludeOcx = "auto" | "true" | "false";

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
 * The declaration of the packages to export; undefined if nothing is named: the command then looks for a project.
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

import type { ConflictPolicy, Declaration, ExportRequest, ImportRequest } from "../commands/requests.ts";
import { BundleError } from "../errors.ts";

/** Gives an input's text, trimmed; empty where the workflow does not set it. In production the runner's `getInput`. */
export type ReadInput = (name: string) => string;

/** An import, and what later steps get of it. */
export interface ImportInputs {
  readonly request: ImportRequest;
  readonly exportEnvironment: boolean;
  readonly offline: boolean;
}

const CHANNELS = ["file"] as const;
const POLICIES = ["update", "keep", "replace", "fail"] as const satisfies readonly ConflictPolicy[];

/**
 * Turns the inputs of the export action into a request. Pure. A file that the workflow does not place lies in `directory`.
 * @throws BundleError `OPTION_INVALID`
 */
export function parseExportInputs(read: ReadInput, directory: string): ExportRequest {
  oneOf("to", read("to") || "file", CHANNELS);
  const [name, file] = [read("name"), read("file")];
  const declaration = parseDeclaration(read);
  const home = read("home");
  const level = read("compression-level");
  return {
    ...(declaration !== undefined && { declaration }),
    ...(home !== "" && { home }),
    output: file === "" ? { kind: "directory", path: directory } : { kind: "file", path: file },
    ...(name !== "" && { name }),
    ...(level !== "" && { level: parseLevel(level) }),
    dryRun: flag("dry-run", read, false),
  };
}

/**
 * Turns the inputs of the import action into a request. Pure. A file that the workflow does not name lies in `directory`.
 * @throws BundleError `OPTION_INVALID`
 */
export function parseImportInputs(read: ReadInput, directory: string): ImportInputs {
  oneOf("from", read("from") || "file", CHANNELS);
  const [home, project, digest] = [read("home"), read("project"), read("digest")];
  const [name, file] = [read("name"), read("file")];
  return {
    request: {
      source:
        file === ""
          ? { kind: "directory", path: directory, ...(name !== "" && { name }) }
          : { kind: "file", path: file },
      ...(home !== "" && { home }),
      packages: words(read("packages")),
      select: flag("select", read, false),
      onConflict: oneOf("on-conflict", read("on-conflict") || "update", POLICIES),
      ...(project !== "" && { project }),
      ...(digest !== "" && { digest }),
      allowUnverified: flag("allow-unverified", read, false),
      durable: false,
      dryRun: false,
    },
    exportEnvironment: flag("export-environment", read, true),
    offline: flag("offline", read, true),
  };
}

/** Nothing set means the project around the workspace, which the command looks for itself. */
function parseDeclaration(read: ReadInput): Declaration | undefined {
  const identifiers = words(read("packages"));
  const groups = words(read("groups"));
  const project = read("project");
  const asksForProject = project !== "" || groups.length > 0;
  const all = flag("all", read, false);
  if ([identifiers.length > 0, asksForProject, all].filter(Boolean).length > 1) {
    const found = "`packages`, `project` with `groups`, and `all` exclude each other";
    throw new BundleError("OPTION_INVALID", `Cannot read inputs: ${found}, expected one of them`, {
      hint: "Remove all but one of these inputs.",
    });
  }
  if (identifiers.length > 0) return { kind: "packages", identifiers };
  if (all) return { kind: "all" };
  if (asksForProject) return { kind: "project", ...(project !== "" && { path: project }), groups };
  return undefined;
}

/** Lists are one a line, or separated by blanks or commas: no identifier and no group contains either. */
function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}

/** The same words as the runner's own boolean inputs: YAML 1.2's core schema. */
function flag(name: string, read: ReadInput, fallback: boolean): boolean {
  const text = read(name);
  if (text === "") return fallback;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw invalid(name, text, "true or false");
}

function oneOf<Choice extends string>(name: string, text: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw invalid(name, text, choices.join(" or "));
  return found;
}

function parseLevel(text: string): number {
  const value = Number(text);
  if (!/^\d{1,2}$/.test(text) || value < 1 || value > 19)
    throw invalid("compression-level", text, "a number from 1 to 19");
  return value;
}

function invalid(name: string, text: string, expected: string): BundleError {
  return new BundleError("OPTION_INVALID", `Cannot read input "${name}": got "${text}", expected ${expected}`, {
    hint: `Set \`${name}\` to ${expected}.`,
  });
}

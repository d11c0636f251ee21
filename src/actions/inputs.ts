import { BundleError } from "../errors.ts";
import { type OptionReader, parseDestination, parseOrigin } from "../options/channel-options.ts";
import type {
  ConflictPolicy,
  Destination,
  ExportRequest,
  ExportSelection,
  ImportRequest,
  Input,
  Output,
  RemoteBundle,
} from "../options/requests.ts";

/** Gives an input's text, trimmed; empty where the workflow does not set it. In production the runner's `getInput`. */
export type ReadInput = (name: string) => string;

/** An export, and where the bundle goes then. */
export interface ExportInputs {
  readonly request: ExportRequest;
  /** Absent for a file, which stays where it is. */
  readonly destination?: Destination;
}

/** An import, where its bundle comes from, and what later steps get of it. */
export interface ImportInputs {
  readonly request: Omit<ImportRequest, "source">;
  /** What is at hand, or has to be fetched first. */
  readonly source: Input | ({ readonly kind: "channel"; readonly directory: string } & RemoteBundle);
  readonly failOnCacheMiss: boolean;
  readonly offline: boolean;
}

/** Default of the input `digest`: tells an input that is not set from an empty one, which the runner itself does not. */
const ANY_DIGEST = "any";

const CHANNELS = "artifact, release, cache or file";

const POLICIES = ["update", "keep", "replace", "fail"] as const satisfies readonly ConflictPolicy[];

/**
 * Turns the inputs of the export action into a request. Pure. A file that the workflow does not place lies in `directory`.
 * @throws BundleError `OPTION_INVALID`
 */
export function parseExportInputs(read: ReadInput, directory: string): ExportInputs {
  const destination = parseDestination(channelOf("to", read), optionReader(read));
  const name = read("name");
  const declaration = parseDeclaration(read);
  const home = read("home");
  const level = read("compression-level");
  return {
    request: {
      ...(declaration !== undefined && { declaration }),
      ...(home !== "" && { home }),
      output: parseOutput(read, directory, destination),
      ...(name !== "" && { name }),
      ...(level !== "" && { level: parseLevel(level) }),
      ...(flag("overwrite", read, false) && { force: true }),
      dryRun: flag("dry-run", read, false),
    },
    ...(destination !== undefined && { destination }),
  };
}

function parseOutput(read: ReadInput, directory: string, destination: Destination | undefined): Output {
  const file = read("file");
  const format = oneOf("format", read("format") || "tar", ["tar", "oci-dir"]);
  if (format === "tar") return file === "" ? { kind: "directory", path: directory } : { kind: "file", path: file };
  if (file !== "" && destination === undefined) return { kind: "layout", path: file };
  const found = destination === undefined ? "`file` is not set" : `\`to\` is ${destination.channel}`;
  throw new BundleError("OPTION_INVALID", `Cannot use \`format: oci-dir\`: ${found}`, {
    hint: "Set `to: file`, and `file` to the directory.",
  });
}

/**
 * Turns the inputs of the import action into a request. Pure. What the workflow does not place lies in `directory`.
 * @throws BundleError `OPTION_INVALID`
 */
export function parseImportInputs(read: ReadInput, directory: string): ImportInputs {
  const [home, project, digest] = [read("home"), read("project"), parsePin(read("digest"))];
  const [packages, groups] = [words(read("packages")), words(read("groups"))];
  if (packages.length > 0 && groups.length > 0) {
    throw new BundleError("OPTION_INVALID", "Cannot read inputs: `packages` and `groups` exclude each other", {
      hint: "Remove one of them: packages that are named make the environment alone.",
    });
  }
  return {
    request: {
      ...(home !== "" && { home }),
      packages,
      select: flag("select", read, false),
      onConflict: oneOf("on-conflict", read("on-conflict") || "update", POLICIES),
      ...(project !== "" && { project }),
      ...(digest !== undefined && { digest }),
      allowUnverified: flag("allow-unverified", read, false),
      durable: false,
      dryRun: false,
      ...(flag("export-environment", read, true) && { environment: { groups } }),
    },
    source: parseSource(read, directory),
    failOnCacheMiss: flag("fail-on-cache-miss", read, false),
    offline: flag("offline", read, true),
  };
}

/**
 * The digest that a workflow pins; undefined for the default, any bundle. An expression that finds nothing is empty, and must not
 * lift the pin.
 */
function parsePin(text: string): string | undefined {
  if (text === ANY_DIGEST) return undefined;
  if (text !== "") return text;
  throw new BundleError("OPTION_INVALID", "Cannot read `digest`: it is empty, expected the digest of a bundle", {
    hint: "Most likely a step or job output in its expression is misspelled, or was not set. Correct it; to take any bundle, leave `digest` out.",
  });
}

function parseSource(read: ReadInput, directory: string): ImportInputs["source"] {
  const [name, file] = [read("name"), read("file")];
  const origin = parseOrigin(channelOf("from", read), optionReader(read));
  const named = name === "" ? {} : { name };
  if (origin === undefined)
    return file === "" ? { kind: "directory", path: directory, ...named } : { kind: "file", path: file, ...named };
  if (file === "") return { kind: "channel", origin, directory, ...named };
  const found = `\`file\` is given, but \`from\` is ${origin.channel}`;
  throw new BundleError("OPTION_INVALID", `Cannot use \`file\`: ${found}`, {
    hint: "Set `name` to what the bundle is called there, or leave `from` out.",
  });
}

/** The default is `file`. Empty and without a `file`, it is most likely a mistake, and would mean a file that nobody named. */
function channelOf(name: "to" | "from", read: ReadInput): string {
  const text = read(name);
  if (text !== "" || read("file") !== "") return text || "file";
  throw new BundleError("OPTION_INVALID", `Cannot read \`${name}\`: it is empty, expected ${CHANNELS}`, {
    hint: `Set \`${name}\` to ${CHANNELS}, or set \`file\`.`,
  });
}

/** The token has a default, so that it says nothing about what is wanted. */
function optionReader(read: ReadInput): OptionReader {
  return { read, flag: (name) => flag(name, read, false), quote: (name) => `\`${name}\`` };
}

/** Nothing set means the project around the workspace, which the command looks for itself. */
function parseDeclaration(read: ReadInput): ExportSelection | undefined {
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
  throw invalidInput(name, text, "true or false");
}

function oneOf<Choice extends string>(name: string, text: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw invalidInput(name, text, choices.join(" or "));
  return found;
}

function parseLevel(text: string): number {
  const value = Number(text);
  if (!/^\d{1,2}$/.test(text) || value < 1 || value > 19)
    throw invalidInput("compression-level", text, "a number from 1 to 19");
  return value;
}

function invalidInput(name: string, text: string, expected: string): BundleError {
  return new BundleError("OPTION_INVALID", `Cannot read input "${name}": got "${text}", expected ${expected}`, {
    hint: `Set \`${name}\` to ${expected}.`,
  });
}

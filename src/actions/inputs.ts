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

/** Returns an input's text, trimmed; empty if the workflow does not set it. In production the runner's `getInput`. */
export type ReadInput = (name: string) => string;

/** An export request, and the channel to send the bundle to. */
export interface ExportInputs {
  readonly request: ExportRequest;
  /** Absent for `file`: the bundle stays where it was written. */
  readonly destination?: Destination;
}

/** An import request, the source of the bundle, and settings for later steps. */
export interface ImportInputs {
  readonly request: Omit<ImportRequest, "source">;
  /** A bundle on this machine, or one to be fetched from a channel first. */
  readonly source: Input | ({ readonly kind: "channel"; readonly directory: string } & RemoteBundle);
  readonly failOnCacheMiss: boolean;
  readonly offline: boolean;
}

/** Default of the input `digest`. Without one, the runner would report a missing input and an empty one alike. */
const ANY_DIGEST = "any";

const CHANNELS = "artifact, release, cache or file";

const POLICIES = ["update", "keep", "replace", "fail"] as const satisfies readonly ConflictPolicy[];

/**
 * Turns the inputs of the export action into a request. Pure. Without the input `file`, the bundle is written to `directory`.
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
 * Turns the inputs of the import action into a request. Pure. Without the input `file`, the bundle is looked for in `directory`.
 * @throws BundleError `OPTION_INVALID`
 */
export function parseImportInputs(read: ReadInput, directory: string): ImportInputs {
  const [home, project, digest] = [read("home"), read("project"), parsePin(read("digest"))];
  const [packages, groups] = [words(read("packages")), words(read("groups"))];
  if (packages.length > 0 && groups.length > 0) {
    throw new BundleError("OPTION_INVALID", "Cannot read inputs: `packages` and `groups` exclude each other", {
      hint: "Remove one of them: with `packages`, the environment is made of those packages only.",
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
 * The digest that a workflow pins; undefined for the default, any bundle. An empty text is an error: an expression with a wrong
 * name is empty, and must not remove the pin.
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
    hint: "Set `name` to the name of the bundle in the channel, or leave `from` out.",
  });
}

/** The channel, `file` by default. An empty text without the input `file` is most likely a mistake, and is refused. */
function channelOf(name: "to" | "from", read: ReadInput): string {
  const text = read(name);
  if (text !== "" || read("file") !== "") return text || "file";
  throw new BundleError("OPTION_INVALID", `Cannot read \`${name}\`: it is empty, expected ${CHANNELS}`, {
    hint: `Set \`${name}\` to ${CHANNELS}, or set \`file\`.`,
  });
}

/** Reads the options of channels from inputs. */
function optionReader(read: ReadInput): OptionReader {
  return { read, flag: (name) => flag(name, read, false), quote: (name) => `\`${name}\`` };
}

/** Undefined if no input is set: the command then looks for the project around the workspace. */
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

/** Splits a list at line breaks, blanks and commas: no identifier and no group contains them. */
function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}

/** Accepts the same words as the runner's boolean inputs: YAML 1.2's core schema. */
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

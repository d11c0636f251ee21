import type { Readable, Writable } from "node:stream";
import { BundleError } from "../errors.ts";
import { type OptionReader, parseDestination, parseOrigin } from "../options/channel-options.ts";
import type {
  EnvironmentRequest,
  EnvironmentSubject,
  ExportRequest,
  ExportSelection,
  FetchRequest,
  ImportRequest,
  Input,
  InspectRequest,
  Output,
  SendRequest,
  VerifyRequest,
} from "../options/requests.ts";
import { type CommandLine, invalidCommandLine, readCommandLine } from "./command-line.ts";
import { splitCommand, unknownCommand } from "./command-name.ts";
import { CHOICES, COMMAND_NAMES, COMMANDS, COMMON_OPTIONS, type CommandName, type Shell } from "./options.ts";

/** More threads are no faster, and each takes memory. */
const MOST_WORKERS = 256;

/** zstd's levels without the `ultra` ones, which need more memory to decompress. */
const HIGHEST_LEVEL = 19;

/** A parsed command line. */
export type Invocation =
  | { readonly kind: "help"; readonly command?: CommandName }
  /** No words at all. */
  | { readonly kind: "nothing" }
  | { readonly kind: "version" }
  | { readonly kind: "completion"; readonly shell: Shell }
  | CommandTask;

/** A command with its request and the form of its output. */
export type CommandTask = { readonly json: boolean; readonly quiet: boolean } & (
  | { readonly kind: "export"; readonly request: ExportRequest }
  | { readonly kind: "import"; readonly request: ImportRequest }
  | { readonly kind: "inspect"; readonly request: InspectRequest }
  | { readonly kind: "verify"; readonly request: VerifyRequest }
  | { readonly kind: "env"; readonly request: EnvironmentRequest }
  | { readonly kind: "send"; readonly request: SendRequest }
  | { readonly kind: "fetch"; readonly request: FetchRequest }
);

/** The streams that `-` names. */
export interface StandardStreams {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * Parses a command line. OCX runs `ocx export` as ocx-export, and `ocx import` as ocx-import: there the name of the program is
 * the command.
 * @throws BundleError `COMMAND_UNKNOWN`, `OPTION_INVALID`, `NOTHING_DECLARED`
 */
export function parseArguments(program: string, words: readonly string[], streams: StandardStreams): Invocation {
  const { command, rest } = splitCommand(program, words);
  if (command === undefined && rest.length === 0) return { kind: "nothing" };
  const end = rest.indexOf("--");
  const asked = new Set(end < 0 ? rest : rest.slice(0, end));
  // First of all, because the rest of the words may be wrong.
  if (asked.has("--help") || asked.has("-h")) return { kind: "help", ...(command === undefined ? {} : { command }) };
  if (asked.has("--version")) return { kind: "version" };
  if (command === undefined) throw unknownCommand(rest);
  const line = readCommandLine(rest, [...COMMANDS[command].options, ...COMMON_OPTIONS]);
  if (isAboutProgram(command)) return parseAboutProgram(command, line);
  return { json: line.has("json"), quiet: line.has("quiet"), ...parseTask(command, line, streams) };
}

type AboutProgram = "completion" | "help" | "version";

/** Commands that touch neither homes nor bundles. */
function isAboutProgram(command: CommandName): command is AboutProgram {
  return command === "completion" || command === "help" || command === "version";
}

function parseAboutProgram(name: AboutProgram, { positionals }: CommandLine): Invocation {
  const [word, ...more] = name === "version" ? [undefined, ...positionals] : positionals;
  if (more[0] !== undefined) throw tooMany(more[0], word === undefined ? "none" : "one");
  switch (name) {
    case "version":
      return { kind: "version" };
    case "help": {
      const command = COMMAND_NAMES.find((each) => each === word);
      if (word !== undefined && command === undefined) throw unknownCommand([word]);
      return { kind: "help", ...optional("command", command) };
    }
    case "completion": {
      const shell = CHOICES.shell.find((each) => each === word);
      if (shell !== undefined) return { kind: "completion", shell };
      const found = word === undefined ? "there is no shell" : `the shell is "${word}"`;
      throw invalidCommandLine(`${found}, expected one of ${CHOICES.shell.join(", ")}`);
    }
  }
}

type Request = CommandTask extends infer One ? (One extends CommandTask ? Omit<One, "json" | "quiet"> : never) : never;

function parseTask(command: Exclude<CommandName, AboutProgram>, line: CommandLine, streams: StandardStreams): Request {
  switch (command) {
    case "export":
      return { kind: command, request: parseExport(line, streams) };
    case "import":
      return { kind: command, request: parseImport(line, streams) };
    case "inspect":
      return { kind: command, request: { source: onlyFile(line, streams) } };
    case "verify":
      return {
        kind: command,
        request: {
          source: onlyFile(line, streams),
          ...optional("digest", line.text("digest")),
          ...optional("workers", line.count("workers", MOST_WORKERS)),
        },
      };
    case "env":
      return { kind: command, request: parseEnvironment(line, streams) };
    case "send":
      return { kind: command, request: parseSend(line, streams) };
    case "fetch":
      return { kind: command, request: parseFetch(line) };
  }
}

function parseExport(line: CommandLine, streams: StandardStreams): ExportRequest {
  const output = line.text("output");
  const dryRun = line.has("dry-run");
  if (output === undefined && !dryRun)
    throw invalidCommandLine("there is no --output FILE, expected one unless with --dry-run");
  return {
    ...optional("declaration", parseDeclaration(line)),
    ...optional("home", line.text("home")),
    ...optional("platform", line.text("platform")),
    ...optional("output", output === undefined ? undefined : parseOutput(output, line, streams)),
    ...(line.has("force") && { force: true }),
    ...optional("name", line.text("name")),
    ...optional("level", line.count("compression-level", HIGHEST_LEVEL)),
    ...optional("workers", line.count("workers", MOST_WORKERS)),
    dryRun,
  };
}

function parseOutput(path: string, line: CommandLine, streams: StandardStreams): Output {
  const isLayout = line.choice("format", CHOICES.form) === "oci-dir";
  if (path === "-" && isLayout) throw invalidCommandLine("--output is -, expected a directory for --format oci-dir");
  if (path === "-") return { kind: "stream", stream: streams.output };
  return { kind: isLayout ? "layout" : "file", path };
}

function parseDeclaration(line: CommandLine): ExportSelection | undefined {
  const identifiers = line.positionals;
  const groups = parseGroups(line);
  const path = line.text("project");
  const ofProject = path !== undefined || groups.length > 0;
  const named = [identifiers.length > 0 && "PACKAGE", ofProject && "--project or --group", line.has("all") && "--all"];
  refuseSeveral(named.filter((name) => name !== false));
  if (identifiers.length > 0) return { kind: "packages", identifiers };
  if (line.has("all")) return { kind: "all" };
  return ofProject ? { kind: "project", ...optional("path", path), groups } : undefined;
}

function parseImport(line: CommandLine, streams: StandardStreams): ImportRequest {
  return {
    source: onlyFile(line, streams),
    ...optional("home", line.text("home")),
    packages: line.texts("package"),
    select: line.has("select"),
    onConflict: line.choice("on-conflict", CHOICES.onConflict) ?? "update",
    ...optional("project", line.text("project")),
    ...optional("digest", line.text("digest")),
    ...optional("platform", line.text("platform")),
    allowUnverified: line.has("allow-unverified"),
    durable: line.has("durable"),
    ...optional("workers", line.count("workers", MOST_WORKERS)),
    dryRun: line.has("dry-run"),
  };
}

function parseEnvironment(line: CommandLine, streams: StandardStreams): EnvironmentRequest {
  return {
    subject: parseSubject(line, streams),
    ...optional("home", line.text("home")),
    ...optional("platform", line.text("platform")),
    format: line.choice("format", CHOICES.environment) ?? "sh",
  };
}

function parseSubject(line: CommandLine, streams: StandardStreams): EnvironmentSubject {
  const identifiers = line.positionals;
  const groups = parseGroups(line);
  const bundle = line.text("bundle");
  const path = line.text("project");
  const named = [
    identifiers.length > 0 && "PACKAGE",
    bundle !== undefined && "--bundle",
    path !== undefined && "--project",
  ];
  refuseSeveral(named.filter((name) => name !== false));
  if (groups.length > 0 && path === undefined && bundle === undefined)
    throw invalidCommandLine("--group is given without --project or --bundle, expected one of them");
  if (identifiers.length > 0) return { kind: "packages", identifiers };
  if (bundle !== undefined) return { kind: "bundle", source: toInput(bundle, line, streams), groups };
  if (path !== undefined) return { kind: "project", path, groups };
  throw new BundleError(
    "NOTHING_DECLARED",
    "Cannot compose an environment: there is no PACKAGE, --bundle or --project",
    {
      hint: "Name packages, a bundle or a project, for example `ocx-bundle env cmake:3.28`.",
    },
  );
}

function parseSend(line: CommandLine, streams: StandardStreams): SendRequest {
  const destination = parseDestination(channelOf(line, "to"), optionReader(line));
  if (destination === undefined) throw new Error("a file is no destination");
  const path = onlyPath(line);
  const source: Input = path === "-" ? { kind: "stream", stream: streams.input } : { kind: "file", path };
  return { source, destination, ...optional("name", line.text("name")) };
}

function parseFetch(line: CommandLine): FetchRequest {
  const [word] = line.positionals;
  if (word !== undefined) throw tooMany(word, "options only");
  const origin = parseOrigin(channelOf(line, "from"), optionReader(line));
  if (origin === undefined) throw new Error("a file is no origin");
  return {
    origin,
    output: line.text("output") ?? ".",
    ...optional("name", line.text("name")),
    ...(line.has("force") && { force: true }),
  };
}

/** The channel of send or fetch. */
function channelOf(line: CommandLine, name: "to" | "from"): string {
  const channel = line.choice(name, CHOICES.channel);
  if (channel === undefined)
    throw invalidCommandLine(`there is no --${name}, expected one of ${CHOICES.channel.join(", ")}`);
  return channel;
}

/** Reads the options of a channel. Tokens come from the environment, because others can see a command line. */
function optionReader(line: CommandLine): OptionReader {
  return { read: (name) => line.text(name) ?? "", flag: (name) => line.has(name), quote: (name) => `--${name}` };
}

/** `-g default,ci` means `-g default -g ci`, as in OCX. */
function parseGroups(line: CommandLine): readonly string[] {
  return line.texts("group").flatMap((names) => names.split(","));
}

function onlyFile(line: CommandLine, streams: StandardStreams): Input {
  return toInput(onlyPath(line), line, streams);
}

function onlyPath({ positionals: [file, second] }: CommandLine): string {
  if (file === undefined || file === "") throw invalidCommandLine("there is no BUNDLE, expected the path of one");
  if (second !== undefined) throw tooMany(second, "a single BUNDLE");
  return file;
}

function toInput(path: string, line: CommandLine, streams: StandardStreams): Input {
  return path === "-"
    ? { kind: "stream", stream: streams.input }
    : { kind: "file", path, ...optional("name", line.text("name")) };
}

function tooMany(word: string, expected: string): BundleError {
  return invalidCommandLine(`"${word}" is one argument too many, expected ${expected}`);
}

function refuseSeveral(named: readonly string[]): void {
  if (named.length > 1) throw invalidCommandLine(`${named.join(" and ")} are given, expected only one of them`);
}

/** An object with the property, or an empty one if the value is undefined. */
function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [_ in Key]?: Value } {
  const property: { [_ in Key]?: Value } = {};
  if (value !== undefined) property[key] = value;
  return property;
}

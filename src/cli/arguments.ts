import type { Readable, Writable } from "node:stream";
import { BundleError } from "../errors.ts";
import { nearest } from "../nearest.ts";
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
import { COMMAND_NAMES, COMMANDS, COMMON_OPTIONS, type CommandName } from "./options.ts";

/** More threads than this help nobody, and each takes memory. */
const MOST_WORKERS = 256;

/** zstd's levels without the `ultra` ones, which need more memory to decompress. */
const HIGHEST_LEVEL = 19;

/** What a command line asks for. */
export type Invocation =
  | { readonly kind: "help"; readonly command?: CommandName }
  | { readonly kind: "version" }
  | CommandTask;

/** A command with its request, and how its result is shown. */
export type CommandTask = { readonly json: boolean; readonly quiet: boolean } & (
  | { readonly kind: "export"; readonly request: ExportRequest }
  | { readonly kind: "import"; readonly request: ImportRequest }
  | { readonly kind: "inspect"; readonly request: InspectRequest }
  | { readonly kind: "verify"; readonly request: VerifyRequest }
  | { readonly kind: "env"; readonly request: EnvironmentRequest }
  | { readonly kind: "send"; readonly request: SendRequest }
  | { readonly kind: "fetch"; readonly request: FetchRequest }
);

/** What `-` stands for. */
export interface StandardStreams {
  readonly input: Readable;
  readonly output: Writable;
}

/**
 * Reads a command line. As ocx-export and ocx-import, which OCX runs for `ocx export` and `ocx import`, the program's name
 * is the command.
 * @throws BundleError `COMMAND_UNKNOWN`, `OPTION_INVALID`, `NOTHING_DECLARED`
 */
export function parseArguments(program: string, words: readonly string[], streams: StandardStreams): Invocation {
  const { command, rest } = splitCommand(program, words);
  const end = rest.indexOf("--");
  const asked = new Set(end < 0 ? rest : rest.slice(0, end));
  // Before everything else: who asks for help may have the rest wrong.
  if (asked.has("--help") || asked.has("-h")) return { kind: "help", ...(command === undefined ? {} : { command }) };
  if (asked.has("--version")) return { kind: "version" };
  if (command === undefined) throw unknownCommand(rest);
  const line = readCommandLine(rest, [...COMMANDS[command].options, ...COMMON_OPTIONS]);
  return { json: line.has("json"), quiet: line.has("quiet"), ...parseTask(command, line, streams) };
}

function splitCommand(program: string, words: readonly string[]): { command?: CommandName; rest: readonly string[] } {
  const alias = COMMAND_NAMES.find((name) => program === `ocx-${name}`);
  if (alias !== undefined) return { command: alias, rest: words };
  const command = COMMAND_NAMES.find((name) => name === words[0]);
  return command === undefined ? { rest: words } : { command, rest: words.slice(1) };
}

function unknownCommand([word]: readonly string[]): BundleError {
  const commands = COMMAND_NAMES.join(", ");
  if (word === undefined || word.startsWith("-")) {
    const found = word === undefined ? "there is none" : `it begins with ${word}`;
    return new BundleError("COMMAND_UNKNOWN", `Cannot find the command: ${found}, expected one of ${commands}`);
  }
  const meant = nearest(word, COMMAND_NAMES);
  const options =
    meant === undefined ? {} : { hint: `Did you mean ${meant}? \`ocx-bundle --help\` lists the commands.` };
  return new BundleError("COMMAND_UNKNOWN", `Cannot find the command "${word}", expected one of ${commands}`, options);
}

type Request = CommandTask extends infer One ? (One extends CommandTask ? Omit<One, "json" | "quiet"> : never) : never;

function parseTask(command: CommandName, line: CommandLine, streams: StandardStreams): Request {
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
  const isLayout = line.choice("format", ["tar", "oci-dir"]) === "oci-dir";
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
    onConflict: line.choice("on-conflict", ["update", "keep", "replace", "fail"]) ?? "update",
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
    format: line.choice("format", ["sh", "fish", "pwsh", "json", "github"]) ?? "sh",
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
  if (word !== undefined) throw invalidCommandLine(`"${word}" is one argument too many, expected options only`);
  const origin = parseOrigin(channelOf(line, "from"), optionReader(line));
  if (origin === undefined) throw new Error("a file is no origin");
  return {
    origin,
    output: line.text("output") ?? ".",
    ...optional("name", line.text("name")),
    ...(line.has("force") && { force: true }),
  };
}

/** A file needs no sending: the channels of the commands are those that lead to a service. */
function channelOf(line: CommandLine, name: "to" | "from"): string {
  const channel = line.choice(name, ["release", "artifact", "cache"]);
  if (channel === undefined) throw invalidCommandLine(`there is no --${name}, expected release, artifact or cache`);
  return channel;
}

/** A token on a command line is in the shell's history and in the list of processes: it comes from the environment. */
function optionReader(line: CommandLine): OptionReader {
  return { read: (name) => line.text(name) ?? "", flag: (name) => line.has(name), quote: (name) => `--${name}` };
}

/** As OCX takes them: `-g default,ci` is `-g default -g ci`. */
function parseGroups(line: CommandLine): readonly string[] {
  return line.texts("group").flatMap((names) => names.split(","));
}

function onlyFile(line: CommandLine, streams: StandardStreams): Input {
  return toInput(onlyPath(line), line, streams);
}

function onlyPath({ positionals: [file, second] }: CommandLine): string {
  if (file === undefined || file === "") throw invalidCommandLine("there is no BUNDLE, expected the path of one");
  if (second !== undefined) throw invalidCommandLine(`"${second}" is one argument too many, expected a single BUNDLE`);
  return file;
}

function toInput(path: string, line: CommandLine, streams: StandardStreams): Input {
  return path === "-"
    ? { kind: "stream", stream: streams.input }
    : { kind: "file", path, ...optional("name", line.text("name")) };
}

function refuseSeveral(named: readonly string[]): void {
  if (named.length > 1) throw invalidCommandLine(`${named.join(" and ")} are given, expected only one of them`);
}

/** A property that is there only with a value. */
function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [_ in Key]?: Value } {
  const property: { [_ in Key]?: Value } = {};
  if (value !== undefined) property[key] = value;
  return property;
}

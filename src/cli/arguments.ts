import { optional } from "../options/requests/pick.ts";
import { COMMAND_NAMES, type CommandName, SHELLS, type Shell } from "../options/table/operations.ts";
import { type CommandLine, invalidCommandLine, readCommandLine } from "./command-line.ts";
import { splitCommand, unknownCommand } from "./command-name.ts";
import { type AboutProgram, type CommandTask, parseTask } from "./parse-task.ts";
import { type StandardStreams, tooMany } from "./places.ts";

/** A parsed command line. */
export type Invocation =
  | { readonly kind: "help"; readonly command?: CommandName }
  /** No words at all. */
  | { readonly kind: "nothing" }
  | { readonly kind: "version" }
  | { readonly kind: "completion"; readonly shell: Shell }
  | CommandTask;

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
  const line = readCommandLine(rest, command);
  if (isAboutProgram(command)) return parseAboutProgram(command, line);
  return {
    json: line.has("json"),
    quiet: line.has("quiet"),
    ...(line.has("verbose") && { verbose: true }),
    ...parseTask(command, line, streams),
  };
}

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
      const shell = SHELLS.find((each) => each === word);
      if (shell !== undefined) return { kind: "completion", shell };
      const found = word === undefined ? "there is no shell" : `the shell is "${word}"`;
      throw invalidCommandLine(`${found}, expected one of ${SHELLS.join(", ")}`);
    }
  }
}

import { parseArgs } from "node:util";
import { BundleError } from "../errors.ts";
import { COMMAND_NAMES, type CommandName } from "../options/table/operations.ts";
import { type Option, placeholderOf } from "../options/table/option.ts";
import { optionsOf } from "../options/table/option-table.ts";
import type { GivenOptions } from "../options/table/parse-options.ts";
import { similarName } from "../similar-name.ts";

/** The words of a command line, as options and positionals. */
export interface CommandLine extends GivenOptions {
  readonly positionals: readonly string[];
  has(name: string): boolean;
}

/** Writes the name of an option as on a command line. */
export function quoteOption(name: string): string {
  return `--${name}`;
}

/**
 * Sorts the words of a command into options and the rest.
 * @throws BundleError `OPTION_INVALID` for an unknown option, an option given twice, a value that is missing or unwanted
 */
export function readCommandLine(words: readonly string[], command: CommandName): CommandLine {
  const options = optionsOf(command);
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(options.map(configOf)),
    // Our own errors for unknown options and missing values suggest the nearest name.
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const positionals: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const option = options.find(({ name }) => name === token.name);
    const long = isShort(token.rawName) ? longNameIn(words[token.index] ?? "", options) : undefined;
    if (long !== undefined) throw invalidCommandLine(`long options begin with two dashes, got -${long}`, `--${long}`);
    if (option === undefined) throw unknownOption(token.rawName, command);
    const earlier = values.get(option.name) ?? [];
    if (
      earlier.length > 0 &&
      option.type.kind !== "flag" &&
      option.type.kind !== "list" &&
      option.type.kind !== "paths"
    ) {
      throw invalidCommandLine(`--${option.name} is given twice, expected once`);
    }
    values.set(option.name, [...earlier, valueOf(option, token)]);
  }
  return {
    positionals,
    has: (name) => values.has(name),
    textsOf: ({ name }) => values.get(name) ?? [],
    quote: quoteOption,
  };
}

function configOf(option: Option): [string, { type: "string" | "boolean"; short?: string }] {
  const { name, short, type } = option;
  return [name, { type: type.kind === "flag" ? "boolean" : "string", ...(short === undefined ? {} : { short }) }];
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** The text of an option that is given. */
function valueOf(option: Option, { rawName, value, inlineValue }: OptionToken): string {
  const expected = placeholderOf(option.type);
  if (expected === undefined) {
    if (value !== undefined) throw invalidCommandLine(`${rawName} takes no value, got "${value}"`);
    return "true";
  }
  if (value === undefined || value === "") throw invalidCommandLine(`${rawName} has no value, expected ${expected}`);
  if (inlineValue !== true && value.length > 1 && value.startsWith("-")) {
    throw invalidCommandLine(
      `${rawName} has no value, expected ${expected} (write --${option.name}=${value} if that is it)`,
    );
  }
  return value;
}

function isShort(rawName: string): boolean {
  return !rawName.startsWith("--");
}

/** The option that a word names with one dash: `-output`, which would else be `-o utput`. */
function longNameIn(word: string, options: readonly Option[]): string | undefined {
  const [name = ""] = word.slice(1).split("=");
  return name.length > 1 ? options.find((option) => option.name === name)?.name : undefined;
}

function unknownOption(rawName: string, command: CommandName): BundleError {
  const options = optionsOf(command);
  const reason = `${command} has no option ${rawName}`;
  const name = rawName.replace(/^-+/, "");
  if ((command === "export" || command === "env") && /^packages?$/.test(name))
    return invalidCommandLine(reason, `\`ocx-bundle ${command} PACKAGE...\`, without an option`);
  const ofAction = options.find(({ input }) => input === name);
  if (ofAction !== undefined) return invalidCommandLine(reason, `--${ofAction.name}`);
  const similar = similarName(
    rawName,
    options.map((option) => `--${option.name}`),
  );
  if (similar !== undefined) return invalidCommandLine(reason, similar);
  const others = COMMAND_NAMES.filter((other) => optionsOf(other).some((option) => option.name === name));
  if (others.length === 0) return invalidCommandLine(reason);
  return new BundleError("OPTION_INVALID", `Cannot read the command line: ${reason}`, {
    hint: `Leave it out: it is an option of ${others.join(", ")}. \`ocx-bundle ${command} --help\` lists those of ${command}.`,
  });
}

/** The error for a wrong command line; `meant` is a word that would be right. */
export function invalidCommandLine(reason: string, meant?: string): BundleError {
  const hint =
    meant === undefined
      ? "Add `--help` to see the arguments and options of the command."
      : `Did you mean ${meant}? \`--help\` lists all options.`;
  return new BundleError("OPTION_INVALID", `Cannot read the command line: ${reason}`, { hint });
}

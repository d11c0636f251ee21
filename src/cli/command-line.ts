import { parseArgs } from "node:util";
import { BundleError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { type Option, placeholderOf } from "./option.ts";

/** The words of a command line, as options and positionals. */
export interface CommandLine {
  readonly positionals: readonly string[];
  has(name: string): boolean;
  /** The value of an option; undefined when it is not given. */
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  /** @throws BundleError `OPTION_INVALID` unless it is a whole number from 1 to `most` */
  count(name: string, most: number): number | undefined;
  /** The value of an option with these choices. */
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined;
}

/**
 * Sorts words into options and the rest.
 * @throws BundleError `OPTION_INVALID` for an unknown option, an option given twice, a value that is missing, unwanted or not a choice
 */
export function readCommandLine(words: readonly string[], options: readonly Option[]): CommandLine {
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
    if (option === undefined) throw unknownOption(token.rawName, options);
    const earlier = values.get(option.name) ?? [];
    if (earlier.length > 0 && placeholderOf(option) !== undefined && option.repeated === undefined) {
      throw invalidCommandLine(`--${option.name} is given twice, expected once`);
    }
    values.set(option.name, [...earlier, valueOf(option, token)]);
  }
  return commandLine(positionals, values);
}

function commandLine(positionals: readonly string[], values: ReadonlyMap<string, readonly string[]>): CommandLine {
  const text = (name: string): string | undefined => values.get(name)?.[0];
  return {
    positionals,
    has: (name) => values.has(name),
    text,
    texts: (name) => values.get(name) ?? [],
    count: (name, most) => {
      const value = text(name);
      if (value === undefined) return undefined;
      const count = /^\d+$/.test(value) ? Number(value) : 0;
      if (count < 1 || count > most)
        throw invalidCommandLine(`--${name} is "${value}", expected a whole number from 1 to ${most}`);
      return count;
    },
    choice: (name, choices) => choices.find((choice) => choice === text(name)),
  };
}

function configOf(option: Option): [string, { type: "string" | "boolean"; short?: string }] {
  const { name, short } = option;
  return [
    name,
    { type: placeholderOf(option) === undefined ? "boolean" : "string", ...(short === undefined ? {} : { short }) },
  ];
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** The value of an option that is given; empty for a flag. */
function valueOf(option: Option, { rawName, value, inlineValue }: OptionToken): string {
  const expected = placeholderOf(option);
  if (expected === undefined) {
    if (value !== undefined) throw invalidCommandLine(`${rawName} takes no value, got "${value}"`);
    return "";
  }
  if (value === undefined || value === "") throw invalidCommandLine(`${rawName} has no value, expected ${expected}`);
  if (inlineValue !== true && value.length > 1 && value.startsWith("-")) {
    throw invalidCommandLine(
      `${rawName} has no value, expected ${expected} (write --${option.name}=${value} if that is it)`,
    );
  }
  const { name, choices } = option;
  if (choices?.includes(value) === false)
    throw invalidCommandLine(`--${name} is "${value}", expected one of ${choices.join(", ")}`, nearest(value, choices));
  return value;
}

function unknownOption(rawName: string, options: readonly Option[]): BundleError {
  const names = options.map(({ name }) => `--${name}`);
  return invalidCommandLine(`there is no option ${rawName}`, nearest(rawName, names));
}

/** The error for a wrong command line; `meant` is a word that would be right. */
export function invalidCommandLine(reason: string, meant?: string): BundleError {
  const hint =
    meant === undefined
      ? "Run the command with `--help` for what it takes."
      : `Did you mean ${meant}? \`--help\` lists all options.`;
  return new BundleError("OPTION_INVALID", `Cannot read the command line: ${reason}`, { hint });
}

import { parseArgs } from "node:util";
import { BundleError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import type { Option } from "./options.ts";

/** The words of a command line, sorted by what they are. */
export interface CommandLine {
  readonly positionals: readonly string[];
  has(name: string): boolean;
  /** The value of an option; undefined when it is not given. */
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  /** @throws BundleError `OPTION_INVALID` when it is no whole number from 1 to `most` */
  count(name: string, most: number): number | undefined;
  /** @throws BundleError `OPTION_INVALID` when it is none of `choices` */
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined;
}

/**
 * Sorts words into options and the rest.
 * @throws BundleError `OPTION_INVALID` for an unknown option, a missing or an unwanted value, an option given twice
 */
export function readCommandLine(words: readonly string[], options: readonly Option[]): CommandLine {
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(options.map(configOf)),
    // Unknown options and missing values are told here, with the nearest name that is right.
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
    if (earlier.length > 0 && option.value !== undefined && option.repeated === undefined) {
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
    choice: (name, choices) => {
      const value = text(name);
      const chosen = choices.find((choice) => choice === value);
      if (value === undefined || chosen !== undefined) return chosen;
      throw invalidCommandLine(
        `--${name} is "${value}", expected one of ${choices.join(", ")}`,
        nearest(value, choices),
      );
    },
  };
}

function configOf({ name, short, value }: Option): [string, { type: "string" | "boolean"; short?: string }] {
  return [name, { type: value === undefined ? "boolean" : "string", ...(short === undefined ? {} : { short }) }];
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** A flag's value is empty. */
function valueOf(option: Option, { rawName, value, inlineValue }: OptionToken): string {
  if (option.value === undefined) {
    if (value !== undefined) throw invalidCommandLine(`${rawName} takes no value, got "${value}"`);
    return "";
  }
  if (value === undefined || value === "")
    throw invalidCommandLine(`${rawName} has no value, expected ${option.value}`);
  if (inlineValue !== true && value.length > 1 && value.startsWith("-")) {
    throw invalidCommandLine(
      `${rawName} has no value, expected ${option.value} (write --${option.name}=${value} if that is it)`,
    );
  }
  return value;
}

function unknownOption(rawName: string, options: readonly Option[]): BundleError {
  const names = options.map(({ name }) => `--${name}`);
  return invalidCommandLine(`there is no option ${rawName}`, nearest(rawName, names));
}

/** A command line that does not make sense; `meant` is what would. */
export function invalidCommandLine(reason: string, meant?: string): BundleError {
  const hint =
    meant === undefined
      ? "Run the command with `--help` for what it takes."
      : `Did you mean ${meant}? \`--help\` lists all options.`;
  return new BundleError("OPTION_INVALID", `Cannot read the command line: ${reason}`, { hint });
}

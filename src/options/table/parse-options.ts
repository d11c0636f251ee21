import { BundleError } from "../../errors.ts";
import { similarName } from "../../similar-name.ts";
import type { OperationName } from "./operations.ts";
import { type Option, type OptionTable, type OptionType, optionsIn } from "./option.ts";
import { parseSize, SIZES } from "./sizes.ts";
import type { ValuesIn } from "./values.ts";

/** The words of a user, and how options are written there. */
export interface GivenOptions {
  /** The texts that are given for an option, none of them empty. A flag is `true` or `false`. */
  readonly textsOf: (option: Option) => readonly string[];
  readonly quote: Quote;
}

/** Writes the name of an option as users do: `--group` on the command line, `groups` in a workflow. */
export type Quote = (name: string) => string;

/**
 * Parses the options of an operation.
 * @throws BundleError `OPTION_INVALID` for a text that is not a value of the option's type
 */
export function parseOptions<const Table extends OptionTable, const Operation extends OperationName>(
  table: Table,
  operation: Operation,
  { textsOf, quote }: GivenOptions,
): ValuesIn<Table, Operation> {
  const values = optionsIn(table, operation).flatMap((option) => {
    const given = textsOf(option);
    const texts = given.length === 0 && option.default !== undefined && !option.noBlank ? [option.default] : given;
    const value = parseValue(option.type, texts, quote(option.name));
    return value === undefined ? [] : [[option.name, value]];
  });
  // Untyped, because TypeScript cannot follow names through entries: each value has the type that its row says.
  return Object.fromEntries(values);
}

function parseValue(type: OptionType, texts: readonly string[], quoted: string): unknown {
  if (type.kind === "list") return texts.flatMap((text) => parseList(text, quoted));
  if (type.kind === "paths") return texts.flatMap(parseLines);
  const [text] = texts;
  if (text === undefined) return type.kind === "flag" ? false : undefined;
  switch (type.kind) {
    case "text":
    case "path":
      return text;
    case "flag":
      // The words of YAML 1.2's core schema, as the runner's own boolean inputs.
      if (/^(true|True|TRUE)$/.test(text)) return true;
      if (/^(false|False|FALSE)$/.test(text)) return false;
      throw invalidOption(quoted, text, "true or false");
    case "number": {
      const value = /^\d+$/.test(text) ? Number(text) : 0;
      if (value >= 1 && value <= type.most) return value;
      const end = type.most === Number.MAX_SAFE_INTEGER ? "" : ` to ${type.most}`;
      throw invalidOption(quoted, text, `a whole number from 1${end}`);
    }
    case "size": {
      const bytes = parseSize(text);
      if (bytes === undefined) throw invalidOption(quoted, text, SIZES);
      return bytes;
    }
    case "choice":
      if (type.choices.includes(text)) return text;
      throw invalidOption(quoted, text, `one of ${type.choices.join(", ")}`, similarName(text, type.choices));
  }
}

/** Words, without comments as YAML has them. No identifier and no group begins with `#`. */
function parseList(text: string, quoted: string): readonly string[] {
  const words = text
    .replaceAll(/(^|\s)#.*$/gm, "")
    .split(/[\s,]+/)
    .filter((word) => word !== "");
  if (words.includes("-")) throw invalidOption(quoted, text, "one name per line, without a dash before it");
  if (words.length === 0) throw invalidOption(quoted, text, "at least one name");
  return words;
}

/** Lines, without those that are comments. */
function parseLines(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("#"));
}

/** The error for a value; `meant` is a similar one that would be right. */
export function invalidOption(quoted: string, text: string, expected: string, meant?: string): BundleError {
  return new BundleError("OPTION_INVALID", `Cannot read ${quoted}: got "${text}", expected ${expected}`, {
    hint: meant === undefined ? `Set ${quoted} to ${expected}.` : `Did you mean ${meant}?`,
  });
}

/** Refuses several of what excludes each other. `named` has what is given, as users write it. */
export function refuseSeveral(named: readonly (string | false)[]): void {
  const given = named.filter((name) => name !== false);
  if (given.length < 2) return;
  throw new BundleError("OPTION_INVALID", `Cannot combine ${given.join(" and ")}: they exclude each other`, {
    hint: `Remove all but one of ${given.join(", ")}.`,
  });
}

import type { ChannelName, OperationName } from "./operations.ts";

/** The type of a value. `value` is its placeholder in help. */
export type OptionType =
  | { readonly kind: "flag" }
  | { readonly kind: "text" | "path"; readonly value: string }
  /** Several texts. Repeat the option, or separate them with blanks and commas: no identifier and no group has these. */
  | { readonly kind: "list"; readonly value: string }
  /** Several paths or addresses. Repeat the option, or write one per line: they may have spaces and commas. */
  | { readonly kind: "paths"; readonly value: string }
  /** A whole number from 1 to `most`. */
  | { readonly kind: "number"; readonly value: string; readonly most: number }
  /** A number of bytes, such as `4GiB` or `fat32`. */
  | { readonly kind: "size"; readonly value: string }
  | { readonly kind: "choice"; readonly choices: readonly string[] };

/** The meaning of an option to some operations. */
interface Use {
  readonly in: readonly OperationName[];
  /** Help, shell completion, `action.yml` and the docs show this. The first sentence must do alone. */
  readonly about: string;
  /** Only if it differs from that of the option. */
  readonly type?: OptionType;
  /** The value if none is given, as it would be written. */
  readonly default?: string;
  /** The behaviour without a value, if that is not a value: "the current run". */
  readonly otherwise?: string;
  /** True if an empty input of an action does not mean the default: most likely its expression is misspelled. */
  readonly noBlank?: true;
  /** With other channels than these the option is refused. */
  readonly channels?: readonly ChannelName[];
}

/** A row of the table of options. */
export interface OptionRow {
  readonly short?: string;
  /** The word in the actions, if it is another one. */
  readonly input?: string;
  readonly type: OptionType;
  readonly uses: readonly Use[];
}

/** Options by their name on the command line. */
export type OptionTable = Readonly<Record<string, OptionRow>>;

/** An option of one operation. */
export interface Option extends Omit<Use, "in"> {
  readonly name: string;
  readonly short?: string;
  readonly input: string;
  readonly type: OptionType;
}

/** The options that an operation has, in the order of the table. */
export function optionsIn(table: OptionTable, operation: OperationName): readonly Option[] {
  return Object.entries(table).flatMap(([name, { uses, ...row }]) =>
    uses.filter((use) => use.in.includes(operation)).map((use) => ({ input: name, ...row, ...use, name })),
  );
}

/** The placeholder of a value in help; undefined for a flag. */
export function placeholderOf(type: OptionType): string | undefined {
  if (type.kind === "flag") return undefined;
  return type.kind === "choice" ? type.choices.join("|") : type.value;
}

/** The ways to write an option on the command line. */
export function spellingsOf({ name, short }: Option): string[] {
  return [...(short === undefined ? [] : [`-${short}`]), `--${name}`];
}

/** The first sentence, for lists with one line each. */
export function firstSentence(about: string): string {
  return about.replace(/\.( .*)?$/, "");
}

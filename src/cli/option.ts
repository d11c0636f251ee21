/** A value on the command line. */
export interface Value {
  /** Its placeholder in help. Shells complete paths for FILE, DIR and BUNDLE. */
  readonly value?: string;
  /** The only words allowed; they are the placeholder, too. */
  readonly choices?: readonly string[];
}

/** An option, as parsing, help and completion read it. Without a value it is a flag. */
export interface Option extends Value {
  readonly name: string;
  readonly short?: string;
  readonly repeated?: true;
  readonly about: string;
}

/** A command, as parsing, help and completion read it. */
export interface Command {
  readonly about: string;
  readonly usage: readonly string[];
  /** The arguments that are not options. */
  readonly argument?: Value;
  readonly options: readonly Option[];
  readonly notes: readonly string[];
}

/** The placeholder of a value in help; undefined for a flag. */
export function placeholderOf({ value, choices }: Value): string | undefined {
  return choices?.join("|") ?? value;
}

/** True for a value whose placeholder says that it is a path. */
export function isPath({ value }: Value): boolean {
  return value !== undefined && /\b(FILE|DIR|BUNDLE)\b/.test(value);
}

/** The ways to write an option. */
export function spellingsOf({ name, short }: Option): string[] {
  return [...(short === undefined ? [] : [`-${short}`]), `--${name}`];
}

/** The first sentence, for lists with one line each. */
export function firstSentence(about: string): string {
  return about.replace(/\.( .*)?$/, "");
}

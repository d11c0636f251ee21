import type { EnvironmentEntry } from "./environment-entries.ts";
import { DEFAULT_SEPARATOR, isVariableName } from "./variable-values.ts";

/** Shells that we write for; `sh` is the whole POSIX family: dash, bash, zsh, ksh. */
export type ShellName = "sh" | "fish" | "pwsh";

/** Text for a shell or a CI file, with a warning for each entry that it leaves out. */
export interface FormattedEnvironment {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** Statements of one shell for OCX's three kinds of entries. Each statement is idempotent and starts no process. */
interface Dialect {
  /** Defined before the statements, in this order, if one of them needs it. */
  readonly helpers: readonly Helper[];
  setConstant(key: string, value: string): string;
  prependPath(key: string, value: string): string;
  appendList(key: string, value: string, separator: string): string;
  /** Removes the helpers, and the variables that they set. */
  removeHelpers(names: readonly string[]): string;
}

/** A function of the shell. Names begin with `__ocx_`, so that nothing of the user's is replaced. */
interface Helper {
  readonly name: string;
  readonly servesTypes: readonly EnvironmentEntry["type"][];
  readonly definition: string;
}

/** One statement for each entry; evaluated in order they fold the environment over what the shell has set by then. */
export function formatShell(shell: ShellName, entries: readonly EnvironmentEntry[]): FormattedEnvironment {
  const dialect = DIALECTS[shell];
  const { settable, warnings } = settableOf(entries);
  const helpers = dialect.helpers.filter(({ servesTypes }) => settable.some(({ type }) => servesTypes.includes(type)));
  const lines = [
    ...helpers.map(({ definition }) => definition),
    ...settable.map((entry) => statementOf(dialect, entry)),
    ...(helpers.length === 0 ? [] : [dialect.removeHelpers(helpers.map(({ name }) => name))]),
  ];
  return { text: lines.map((line) => `${line}\n`).join(""), warnings };
}

/** Separators within values, of all entries together. A shell takes seconds for some thousands of them, and hours for a hundred thousand. */
const MAX_SEPARATORS = 1000;

/** The entries that a shell can set, with a warning for each of the others. */
function settableOf(entries: readonly EnvironmentEntry[]): {
  readonly settable: readonly EnvironmentEntry[];
  readonly warnings: readonly string[];
} {
  const settable: EnvironmentEntry[] = [];
  const warnings: string[] = [];
  let separators = 0;
  for (const entry of entries) {
    const within = separatorsIn(entry);
    const problem = problemOf(entry) ?? tooMany(entry, separators + within);
    if (problem !== undefined) warnings.push(problem);
    else if (!isEmptyList(entry)) {
      separators += within;
      settable.push(entry);
    }
  }
  return { settable, warnings };
}

function separatorsIn({ type, value, separator = DEFAULT_SEPARATOR }: EnvironmentEntry): number {
  return type === "constant" ? 0 : value.split(type === "path" ? ":" : separator).length - 1;
}

function tooMany({ key }: EnvironmentEntry, separators: number): string | undefined {
  return separators > MAX_SEPARATORS
    ? `left out a part of ${key}: lists with more than ${MAX_SEPARATORS} separators take a shell too long`
    : undefined;
}

function problemOf({ key, value }: EnvironmentEntry): string | undefined {
  if (!isVariableName(key))
    return `left out ${JSON.stringify(key)}: it is not a valid name for an environment variable`;
  if (value.includes("\0")) return `left out ${key}: no environment can hold the NUL character in its value`;
  return undefined;
}

/** An empty value adds nothing to a list. */
function isEmptyList({ type, value }: EnvironmentEntry): boolean {
  return type === "list" && value === "";
}

function statementOf(dialect: Dialect, { key, value, type, separator }: EnvironmentEntry): string {
  switch (type) {
    case "constant":
      return dialect.setConstant(key, value);
    case "path":
      return dialect.prependPath(key, value);
    case "list":
      return dialect.appendList(key, value, separator ?? DEFAULT_SEPARATOR);
  }
}

/**
 * Single quotes keep every byte but the quote itself. Patterns are quoted expansions, so that nothing in them globs;
 * `${l%%pattern*}` is all of `l` exactly when the pattern does not occur, which ends the loop. `eval` sees names of
 * variables only, never a value. POSIX has no local variables: `__ocx_l` is the text, `__ocx_p` what is searched in it.
 */
const SH: Dialect = {
  helpers: [
    {
      name: "__ocx_replace",
      servesTypes: ["path", "list"],
      definition: `__ocx_replace() {
  while [ "$__ocx_l" != "\${__ocx_l%%"$__ocx_p"*}" ]; do
    __ocx_l="\${__ocx_l%%"$__ocx_p"*}$1\${__ocx_l#*"$__ocx_p"}"
  done
}`,
    },
    {
      name: "__ocx_path",
      servesTypes: ["path"],
      definition: `__ocx_path() {
  eval "__ocx_l=\\":\\\${$1-}:\\""
  __ocx_p=":$2:"; __ocx_replace :
  __ocx_p="::"; __ocx_replace :
  __ocx_l="\${__ocx_l#:}"; __ocx_l="\${__ocx_l%:}"
  export "$1=$2\${__ocx_l:+:$__ocx_l}"
}`,
    },
    {
      name: "__ocx_list",
      servesTypes: ["list"],
      definition: `__ocx_list() {
  eval "__ocx_l=\\"\\\${$1-}\\""
  __ocx_l="\${__ocx_l:+$2$__ocx_l}$2"
  __ocx_p="$2$3$2"; __ocx_replace "$2"
  export "$1=\${__ocx_l#"$2"}$3"
}`,
    },
  ],
  setConstant: (key, value) => `export ${key}=${quoteSh(value)}`,
  prependPath: (key, value) => `__ocx_path ${key} ${quoteSh(value)}`,
  appendList: (key, value, separator) => `__ocx_list ${key} ${quoteSh(separator)} ${quoteSh(value)}`,
  removeHelpers: (names) => `unset -f ${names.join(" ")}; unset __ocx_l __ocx_p`,
};

function quoteSh(value: string): string {
  return harmlessParts(value)
    .map((part) => `'${part.replaceAll("'", () => String.raw`'\''`)}'`)
    .join("");
}

/**
 * Cuts a value where its text, printed into the log of a job, would be a command to the runner: at `::` behind a line break,
 * and at `##[`.
 */
function harmlessParts(value: string): readonly string[] {
  return value.split(/(?<=[\r\n]\s*:)(?=:)|(?<=#)(?=#\[)/);
}

const REPLACE_ALL_IN_FISH = `(string replace --all -- "$__ocx_p" "$__ocx_s" "$__ocx_l" | string collect)`;

/**
 * Every line can be followed by a space in place of its break, so that `eval (…)`, which joins lines by spaces, works as
 * well as `… | source`. `--path` makes any variable one that is joined by colons; fish does so by itself only for *PATH.
 * `string collect` drops line breaks at the end only, and there the text has its separator.
 */
const FISH: Dialect = {
  helpers: [
    {
      name: "__ocx_path",
      servesTypes: ["path"],
      definition: `function __ocx_path --argument-names __ocx_k __ocx_v;
  set -l --path __ocx_o "$$__ocx_k";
  set -l __ocx_r;
  for __ocx_e in $__ocx_o; test -n "$__ocx_e"; and test "$__ocx_e" != "$__ocx_v"; and set -a __ocx_r "$__ocx_e"; end;
  set -gx --path $__ocx_k "$__ocx_v" $__ocx_r;
end;`,
    },
    {
      name: "__ocx_list",
      servesTypes: ["list"],
      definition: `function __ocx_list --argument-names __ocx_k __ocx_s __ocx_v;
  set -l __ocx_p "$__ocx_s$__ocx_v$__ocx_s";
  set -l __ocx_l "$__ocx_s";
  test -n "$$__ocx_k"; and set __ocx_l "$__ocx_s$$__ocx_k$__ocx_s";
  set -l __ocx_n ${REPLACE_ALL_IN_FISH};
  while test "$__ocx_n" != "$__ocx_l"; set __ocx_l "$__ocx_n"; set __ocx_n ${REPLACE_ALL_IN_FISH}; end;
  set __ocx_l (string replace -- "$__ocx_s" "" "$__ocx_l" | string collect);
  set -gx $__ocx_k "$__ocx_l$__ocx_v";
end;`,
    },
  ],
  setConstant: (key, value) => `set -gx ${key} ${quoteFish(value)};`,
  prependPath: (key, value) => `__ocx_path ${key} ${quoteFish(value)};`,
  appendList: (key, value, separator) => `__ocx_list ${key} ${quoteFish(separator)} ${quoteFish(value)};`,
  removeHelpers: (names) => `functions --erase ${names.join(" ")};`,
};

function quoteFish(value: string): string {
  return harmlessParts(value)
    .map((part) => part.replace(/[\\']/g, String.raw`\$&`))
    .map((part) => `'${part.replaceAll("\n", () => String.raw`'\n'`).replaceAll("\r", () => String.raw`'\r'`)}'`)
    .join("");
}

/**
 * Methods of .NET and operators with `c`, because PowerShell's own compare without regard to case. A function is one line:
 * `… | Invoke-Expression` evaluates line by line.
 */
const PWSH: Dialect = {
  helpers: [
    {
      name: "__ocx_path",
      servesTypes: ["path"],
      definition: `function __ocx_path([string]$Key, [string]$Value) { ${[
        "$separator = [IO.Path]::PathSeparator",
        "$old = [string][Environment]::GetEnvironmentVariable($Key)",
        "$rest = $old.Split($separator) | Where-Object { $_ -cne '' -and $_ -cne $Value }",
        `Set-Item -LiteralPath "env:$Key" -Value ((@($Value) + @($rest)) -join $separator)`,
      ].join("; ")} }`,
    },
    {
      name: "__ocx_list",
      servesTypes: ["list"],
      definition: `function __ocx_list([string]$Key, [string]$Separator, [string]$Value) { ${[
        `$wanted = "$Separator$Value$Separator"`,
        "$old = [string][Environment]::GetEnvironmentVariable($Key)",
        `$text = if ($old) { "$Separator$old$Separator" } else { $Separator }`,
        "while ($text.Contains($wanted)) { $text = $text.Replace($wanted, $Separator) }",
        `Set-Item -LiteralPath "env:$Key" -Value ($text.Substring($Separator.Length) + $Value)`,
      ].join("; ")} }`,
    },
  ],
  setConstant: (key, value) => `$env:${key}=${quotePwsh(value)}`,
  prependPath: (key, value) => `__ocx_path ${key} ${quotePwsh(value)}`,
  appendList: (key, value, separator) => `__ocx_list ${key} ${quotePwsh(separator)} ${quotePwsh(value)}`,
  removeHelpers: (names) => `Remove-Item ${names.map((name) => `function:${name}`).join(",")}`,
};

/** PowerShell also ends a string at typographic quotes. Source: `CodeGeneration.EscapeSingleQuotedStringContent`. */
function quotePwsh(value: string): string {
  const parts = harmlessParts(value).map((part) => `'${part.replace(/['\u2018-\u201b]/g, "$&$&")}'`);
  return parts.length === 1 ? parts.join("") : `(${parts.join("+")})`;
}

const DIALECTS: Readonly<Record<ShellName, Dialect>> = { sh: SH, fish: FISH, pwsh: PWSH };

import type { EnvironmentEntry } from "./entries.ts";
import { DEFAULT_SEPARATOR, isVariableName } from "./fold.ts";

/** Shells that we write for; `sh` is the whole POSIX family: dash, bash, zsh, ksh. */
export type Shell = "sh" | "fish" | "pwsh";

/** Text for a shell or a CI file, and what had to be left out of it. */
export interface FormattedEnvironment {
  readonly text: string;
  readonly warnings: readonly string[];
}

/** How a shell says what OCX's three kinds of entries do. Each statement is whole, idempotent and starts no process. */
interface Dialect {
  setConstant(key: string, value: string): string;
  prependPath(key: string, value: string): string;
  appendList(key: string, value: string, separator: string): string;
}

/** One statement for each entry; evaluated in order they fold the environment over what the shell has set by then. */
export function formatShell(shell: Shell, entries: readonly EnvironmentEntry[]): FormattedEnvironment {
  const dialect = DIALECTS[shell];
  const warnings: string[] = [];
  let text = "";
  for (const entry of entries) {
    const problem = problemOf(entry);
    if (problem !== undefined) warnings.push(problem);
    else text += statementOf(dialect, entry);
  }
  return { text, warnings };
}

function problemOf({ key, value }: EnvironmentEntry): string | undefined {
  if (!isVariableName(key)) return `left out ${JSON.stringify(key)}: it is no name of an environment variable`;
  if (value.includes("\0")) return `left out ${key}: no environment can hold the NUL character in its value`;
  return undefined;
}

function statementOf(dialect: Dialect, { key, value, type, separator }: EnvironmentEntry): string {
  switch (type) {
    case "constant":
      return `${dialect.setConstant(key, value)}\n`;
    case "path":
      return `${dialect.prependPath(key, value)}\n`;
    case "list":
      return value === "" ? "" : `${dialect.appendList(key, value, separator ?? DEFAULT_SEPARATOR)}\n`;
  }
}

/**
 * Single quotes keep every byte but the quote itself. Patterns are quoted expansions, so that nothing in them globs;
 * `${l%%pattern*}` is all of `l` exactly when the pattern does not occur, which ends the loops.
 */
const SH: Dialect = {
  setConstant: (key, value) => `export ${key}=${quoteSh(value)}`,
  prependPath: (key, value) =>
    [
      `__ocx_v=${quoteSh(value)}`,
      `__ocx_p=":$__ocx_v:"`,
      `__ocx_l=":\${${key}-}:"`,
      replaceAllInSh(":"),
      "__ocx_p=::",
      replaceAllInSh(":"),
      `__ocx_l="\${__ocx_l#:}"`,
      `__ocx_l="\${__ocx_l%:}"`,
      `export ${key}="$__ocx_v\${__ocx_l:+:$__ocx_l}"`,
      "unset __ocx_v __ocx_p __ocx_l",
    ].join("; "),
  appendList: (key, value, separator) =>
    [
      `__ocx_v=${quoteSh(value)}`,
      `__ocx_s=${quoteSh(separator)}`,
      `__ocx_p="$__ocx_s$__ocx_v$__ocx_s"`,
      `__ocx_l="\${${key}:+$__ocx_s\${${key}}}$__ocx_s"`,
      replaceAllInSh("$__ocx_s"),
      `export ${key}="\${__ocx_l#"$__ocx_s"}$__ocx_v"`,
      "unset __ocx_v __ocx_s __ocx_p __ocx_l",
    ].join("; "),
};

function quoteSh(value: string): string {
  return `'${value.replaceAll("'", () => String.raw`'\''`)}'`;
}

function replaceAllInSh(replacement: string): string {
  const before = `\${__ocx_l%%"$__ocx_p"*}`;
  const after = `\${__ocx_l#*"$__ocx_p"}`;
  return `while [ "$__ocx_l" != "${before}" ]; do __ocx_l="${before}${replacement}${after}"; done`;
}

/**
 * Statements end with `;` and hold no line break, so that `eval (…)`, which joins lines by spaces, works as well as
 * `… | source`. `--path` makes any variable one that is joined by colons; fish does so by itself only for *PATH.
 * `string collect` drops line breaks at the end only, and there the text has its separator.
 */
const FISH: Dialect = {
  setConstant: (key, value) => `set -gx ${key} ${quoteFish(value)};`,
  prependPath: (key, value) =>
    [
      `begin; set -l __ocx_v ${quoteFish(value)}`,
      `set -l --path __ocx_o "$${key}"`,
      "set -l __ocx_r",
      `for __ocx_e in $__ocx_o; test -n "$__ocx_e"; and test "$__ocx_e" != "$__ocx_v"; and set -a __ocx_r "$__ocx_e"; end`,
      `set -gx --path ${key} "$__ocx_v" $__ocx_r; end;`,
    ].join("; "),
  appendList: (key, value, separator) =>
    [
      `begin; set -l __ocx_v ${quoteFish(value)}`,
      `set -l __ocx_s ${quoteFish(separator)}`,
      `set -l __ocx_p "$__ocx_s$__ocx_v$__ocx_s"`,
      `set -l __ocx_l "$__ocx_s"`,
      `test -n "$${key}"; and set __ocx_l "$__ocx_s$${key}$__ocx_s"`,
      `set -l __ocx_n ${REPLACE_ALL_IN_FISH}`,
      `while test "$__ocx_n" != "$__ocx_l"; set __ocx_l "$__ocx_n"; set __ocx_n ${REPLACE_ALL_IN_FISH}; end`,
      `set __ocx_l (string replace -- "$__ocx_s" "" "$__ocx_l" | string collect)`,
      `set -gx ${key} "$__ocx_l$__ocx_v"; end;`,
    ].join("; "),
};

const REPLACE_ALL_IN_FISH = `(string replace --all -- "$__ocx_p" "$__ocx_s" "$__ocx_l" | string collect)`;

function quoteFish(value: string): string {
  const escaped = value.replace(/[\\']/g, String.raw`\$&`);
  return `'${escaped.replaceAll("\n", () => String.raw`'\n'`).replaceAll("\r", () => String.raw`'\r'`)}'`;
}

/** Methods of .NET and operators with `c`, because PowerShell's own compare without regard to case. */
const PWSH: Dialect = {
  setConstant: (key, value) => `$env:${key}=${quotePwsh(value)}`,
  prependPath: (key, value) =>
    [
      `$__ocx_v=${quotePwsh(value)}`,
      "$__ocx_s=[IO.Path]::PathSeparator",
      `$__ocx_r="$env:${key}".Split($__ocx_s) | Where-Object { $_ -cne '' -and $_ -cne $__ocx_v }`,
      `$env:${key}=(@($__ocx_v)+@($__ocx_r)) -join $__ocx_s`,
      "Remove-Variable __ocx_v,__ocx_s,__ocx_r",
    ].join("; "),
  appendList: (key, value, separator) =>
    [
      `$__ocx_v=${quotePwsh(value)}`,
      `$__ocx_s=${quotePwsh(separator)}`,
      `$__ocx_p="$__ocx_s$__ocx_v$__ocx_s"`,
      `$__ocx_l=if ($env:${key}) { "$__ocx_s$($env:${key})$__ocx_s" } else { $__ocx_s }`,
      "while ($__ocx_l.Contains($__ocx_p)) { $__ocx_l=$__ocx_l.Replace($__ocx_p,$__ocx_s) }",
      `$env:${key}=$__ocx_l.Substring($__ocx_s.Length)+$__ocx_v`,
      "Remove-Variable __ocx_v,__ocx_s,__ocx_p,__ocx_l",
    ].join("; "),
};

/** PowerShell also ends a string at typographic quotes. Source: `CodeGeneration.EscapeSingleQuotedStringContent`. */
function quotePwsh(value: string): string {
  return `'${value.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}

const DIALECTS: Readonly<Record<Shell, Dialect>> = { sh: SH, fish: FISH, pwsh: PWSH };

import { printableJson } from "../printable.ts";
import { describeFailure, plainLabel } from "./describe-failure.ts";
import type { FailureDocument } from "./json-output.ts";

/** The exit code and the output of a failed command. */
export interface FailureOutput {
  readonly exitCode: number;
  /** For standard output. */
  readonly output: string;
  /** For standard error. */
  readonly errors: string;
}

/**
 * Formats a failure: lines for people on standard error, and on standard output the document of `--json`, or for `env` a statement
 * that fails in the shell that evaluates it. The words are not parsed, because they may be wrong. Pure.
 */
export function formatFailure(
  program: string,
  words: readonly string[],
  thrown: unknown,
  label = plainLabel,
): FailureOutput {
  const { exitCode, text, document } = describeFailure(thrown, label);
  const told = { exitCode, output: "", errors: text };
  if (document === undefined) return told;
  const end = words.indexOf("--");
  const options = end === -1 ? words : words.slice(0, end);
  if (program === "ocx-bundle" && words[0] === "env") return { ...told, output: failedEnvironment(options, document) };
  if (!options.includes("--json")) return told;
  const json = formatDocument(document);
  // Standard output carries the bundle, and nothing else.
  return valueOf(options, "--output", "-o") === "-" ? { ...told, errors: json } : { ...told, output: json };
}

/** A statement that fails with the exit code, and ends no interactive shell. Without it, `eval` of no output would succeed. */
function failedEnvironment(options: readonly string[], document: FailureDocument): string {
  const { exitCode } = document;
  switch (valueOf(options, "--format") ?? "sh") {
    case "sh":
      return `(exit ${exitCode})\n`;
    case "pwsh":
      return `throw "ocx-bundle env failed with exit code ${exitCode}"\n`;
    case "json":
      return formatDocument(document);
    case "github":
      return "";
    default:
      // fish has no subshells. An unknown format may be for any shell.
      return "false\n";
  }
}

function formatDocument(document: FailureDocument): string {
  return `${printableJson(JSON.stringify(document, undefined, 2))}\n`;
}

/** The value of an option, however it is written: `--output x`, `--output=x`, `-o x`, `-ox`. */
function valueOf(words: readonly string[], name: string, short?: string): string | undefined {
  for (const [place, word] of words.entries()) {
    if (word === name || word === short) return words[place + 1];
    if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    if (short !== undefined && word.startsWith(short)) return word.slice(short.length);
  }
  return undefined;
}

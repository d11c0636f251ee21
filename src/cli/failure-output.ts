import { printableJson } from "../printable.ts";
import { describeFailure, type FailureDocument } from "./describe-failure.ts";

/** What a failed command leaves. */
export interface FailureOutput {
  readonly exitCode: number;
  /** For standard output. */
  readonly output: string;
  /** For standard error. */
  readonly errors: string;
}

/**
 * What a failed command prints: words for people on standard error; beside them the document that `--json` promises, or what makes a
 * shell fail that evaluates `env`. The words of the command line are read by hand, because they may be what is wrong. Pure.
 */
export function formatFailure(program: string, words: readonly string[], thrown: unknown): FailureOutput {
  const { exitCode, text, document } = describeFailure(thrown);
  const told = { exitCode, output: "", errors: text };
  if (document === undefined) return told;
  const end = words.indexOf("--");
  const options = end === -1 ? words : words.slice(0, end);
  if (program === "ocx-bundle" && words[0] === "env") return { ...told, output: failedEnvironment(options, document) };
  if (!options.includes("--json")) return told;
  const json = formatDocument(document);
  // Where the bundle goes to standard output, nothing else may.
  return valueOf(options, "--output", "-o") === "-" ? { ...told, errors: json } : { ...told, output: json };
}

/** `eval` of nothing succeeds. What it gets here fails with the command's exit code, and ends no interactive shell. */
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
      // fish has no subshells. What is spelled wrong may be any shell's.
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

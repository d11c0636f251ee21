import { causesOf, toBundleError } from "../errors.ts";
import { COMMAND_NAMES } from "../options/table/operations.ts";
import { optionsOf } from "../options/table/option-table.ts";
import { printable } from "../printable.ts";
import type { FailureDocument } from "./json-output.ts";
import type { Label } from "./label.ts";

/** The exit code and the output for a failure. */
export interface Failure {
  readonly exitCode: number;
  /** Lines for standard error; empty if their reader has gone. */
  readonly text: string;
  /** The same for programs. */
  readonly document?: FailureDocument;
}

/** Thrown by a command that a signal ended. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  readonly exitCode: number;

  /** @param number of the signal, which shells add to 128 */
  constructor(signal: string, number: number) {
    super(`Interrupted by ${signal}: nothing half done is left here, run it again`);
    this.exitCode = 128 + number;
  }
}

/** Without colours. Not in label.ts: an old Node, which must be told that it is too old, cannot load that. */
export const plainLabel: Label = (name) => `${name}:`;

/** Describes an error by its message, code, causes and hint. A bug of ours has its stack. */
export function describeFailure(thrown: unknown, label = plainLabel): Failure {
  if (thrown instanceof Interruption) {
    const { exitCode, message } = thrown;
    const document = { code: "INTERRUPTED", message, hint: "Run it again.", exitCode };
    return { exitCode, text: `${label("error")} ${message}\n`, document };
  }
  const failure = toBundleError(thrown);
  if (isClosedPipe(thrown)) return { exitCode: thrown === failure ? failure.exitCode : 0, text: "" };
  // A message of several lines, or a stack, must not hide the code at its end.
  const [message = "", ...more] = failure.lines;
  const { code, exitCode } = failure;
  const hint = spellOptions(failure.hint);
  const lines = [
    `${label("error")} ${printable(`${message} [${code}]`)}`,
    ...more.map(printable),
    ...causesOf(failure).map((cause) => `caused by: ${printable(cause)}`),
    ...hint.split("\n").map((line) => `${label("hint")} ${printable(line)}`),
  ];
  const document = { code, message: failure.message, hint, exitCode };
  return { exitCode, text: lines.map((line) => `${line}\n`).join(""), document };
}

const OPTIONS = new Set(COMMAND_NAMES.flatMap((command) => optionsOf(command).map(({ name }) => name)));

/** Hints name options as the actions do, without dashes. */
function spellOptions(hint: string): string {
  return hint.replaceAll(/`([a-z-]+)`/g, (text, name: string) => (OPTIONS.has(name) ? `\`--${name}\`` : text));
}

/** True if the reader of a pipe has gone: `ocx-bundle inspect … | head`. */
export function isClosedPipe(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ("code" in error && error.code === "EPIPE") return true;
  }
  return false;
}

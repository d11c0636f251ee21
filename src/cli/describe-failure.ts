import { causesOf, toBundleError } from "../errors.ts";
import { printable } from "../printable.ts";
import { COMMAND_NAMES, COMMANDS } from "./options.ts";

/** What a failure looks like from outside. */
export interface Failure {
  readonly exitCode: number;
  /** Lines for standard error; empty when nobody is left to read them. */
  readonly text: string;
  /** The same for programs. */
  readonly document?: FailureDocument;
}

/** What `--json` prints of a failure. */
export interface FailureDocument {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly exitCode: number;
}

/** Thrown by a command that the user broke off. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  readonly exitCode: number;

  /** @param number the signal's, which shells add to 128. */
  constructor(signal: string, number: number) {
    super(`Interrupted by ${signal}: nothing half done is left here, run it again`);
    this.exitCode = 128 + number;
  }
}

/** What is wrong, with its code, why, and what to do. A bug of ours has its stack. */
export function describeFailure(thrown: unknown): Failure {
  if (thrown instanceof Interruption) {
    const { exitCode, message } = thrown;
    const document = { code: "INTERRUPTED", message, hint: "Run it again.", exitCode };
    return { exitCode, text: `error: ${message}\n`, document };
  }
  const failure = toBundleError(thrown);
  if (isClosedPipe(thrown)) return { exitCode: thrown === failure ? failure.exitCode : 0, text: "" };
  // A message of several lines, or a stack, must not hide the code at its end.
  const [message = "", ...more] = failure.lines;
  const { code, exitCode } = failure;
  const hint = spellOptions(failure.hint);
  const lines = [
    `error: ${message} [${failure.code}]`,
    ...more,
    ...causesOf(failure).map((cause) => `caused by: ${cause}`),
    ...hint.split("\n").map((line) => `hint: ${line}`),
  ];
  const document = { code, message: failure.message, hint, exitCode };
  return { exitCode, text: lines.map((line) => `${printable(line)}\n`).join(""), document };
}

const OPTIONS = new Set(COMMAND_NAMES.flatMap((name) => COMMANDS[name].options.map((option) => option.name)));

/** Hints call an option what the input of an action is called. */
function spellOptions(hint: string): string {
  return hint.replaceAll(/`([a-z-]+)`/g, (text, name: string) => (OPTIONS.has(name) ? `\`--${name}\`` : text));
}

/** True when the reader of a pipe has gone: `ocx-bundle inspect … | head`. */
export function isClosedPipe(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ("code" in error && error.code === "EPIPE") return true;
  }
  return false;
}

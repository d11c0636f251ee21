import { BundleError } from "../errors.ts";
import { plainText } from "./plain-text.ts";

/** What a failure looks like from outside. */
export interface Failure {
  readonly exitCode: number;
  /** Lines for standard error; empty when nobody is left to read them. */
  readonly text: string;
}

/** Thrown by a command that the user broke off. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  readonly exitCode: number;

  /** @param number the signal's, which shells add to 128. */
  constructor(signal: string, number: number) {
    super(`Interrupted by ${signal}`);
    this.exitCode = 128 + number;
  }
}

/** An expected failure says what is wrong and what to do; anything else is our bug and keeps its stack. */
export function describeFailure(thrown: unknown): Failure {
  if (thrown instanceof Interruption) return { exitCode: thrown.exitCode, text: `error: ${thrown.message}\n` };
  const closed = isClosedPipe(thrown);
  if (thrown instanceof BundleError) {
    const lines = [`error: ${thrown.message} [${thrown.code}]`, ...causesOf(thrown), `hint: ${thrown.hint}`];
    return { exitCode: thrown.exitCode, text: closed ? "" : plainText(`${lines.join("\n")}\n`) };
  }
  if (closed) return { exitCode: 0, text: "" };
  const found = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  const { exitCode, hint } = new BundleError("INTERNAL", found);
  return { exitCode, text: plainText(`error: ${found}\nhint: ${hint}\n`) };
}

function causesOf({ cause }: Error): string[] {
  return cause instanceof Error ? [`caused by: ${cause.message}`, ...causesOf(cause)] : [];
}

/** True when the reader of a pipe has gone: `ocx-bundle inspect … | head`. */
export function isClosedPipe(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ("code" in error && error.code === "EPIPE") return true;
  }
  return false;
}

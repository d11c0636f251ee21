import { type ErrorCode, EXIT, FAILURES } from "./error-codes.ts";

interface BundleErrorOptions extends ErrorOptions {
  /** A fix more specific than the code's own hint, such as the exact command to run. */
  readonly hint?: string;
}

/** An expected failure. Anything else that is thrown is a bug and keeps its stack. */
export class BundleError extends Error {
  override readonly name = "BundleError";
  readonly code: ErrorCode;
  readonly hint: string;
  /** The lines of the message. A line break inside one of them comes from quoted text. */
  readonly lines: readonly string[];

  /** @param message one line, or several if several things are wrong. */
  constructor(code: ErrorCode, message: string | readonly string[], { hint, ...options }: BundleErrorOptions = {}) {
    const lines = typeof message === "string" ? [message] : message;
    super(lines.join("\n"), options);
    this.lines = lines;
    this.code = code;
    this.hint = hint ?? FAILURES[code].hint;
  }

  get exitCode(): number {
    return EXIT[FAILURES[this.code].class];
  }
}

/**
 * Returns a BundleError unchanged. Any failed system call becomes `IO_FAILED`: it is not a bug, and its message has call and
 * path. Anything else is a bug: it becomes `INTERNAL`, with its stack.
 */
export function toBundleError(thrown: unknown): BundleError {
  if (thrown instanceof BundleError) return thrown;
  if (thrown instanceof Error && "syscall" in thrown)
    return new BundleError("IO_FAILED", `Cannot go on: ${thrown.message}`, { cause: thrown });
  return new BundleError("INTERNAL", thrown instanceof Error ? stackOf(thrown) : String(thrown));
}

/** The stack as lines: one for the message, even if it has line breaks, then one for each call. */
function stackOf({ message, stack = message }: Error): readonly string[] {
  const start = stack.indexOf(message);
  const end = start === -1 ? 0 : start + message.length;
  const [rest = "", ...calls] = stack.slice(end).split("\n");
  return [`${stack.slice(0, end)}${rest}`, ...calls];
}

/** Node's text of a system error, which our messages already have in words. Node has no name for some error numbers. */
const SYSTEM_ERROR = /^(?:E[A-Z0-9]{2,}|Unknown system error -\d+): /;

/** Messages of an error's causes, outermost first, without those that its own message already contains. */
export function causesOf({ message, cause }: Error): readonly string[] {
  if (!(cause instanceof Error)) return [];
  const [reason = ""] = cause.message.split("\n");
  const [first = ""] = reason.split(";");
  const known = reason === "" || SYSTEM_ERROR.test(reason) || message.includes(first);
  return known ? causesOf(cause) : [reason, ...causesOf(cause)];
}

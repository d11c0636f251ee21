import { basename } from "node:path";
import type { Readable } from "node:stream";
import { BundleError } from "../errors.ts";
import type { CommandName, Shell } from "../options/table/operations.ts";
import { VERSION } from "../version.ts";
import { parseArguments } from "./arguments.ts";
import { describeFailure, isClosedPipe } from "./describe-failure.ts";
import { formatFailure } from "./failure-output.ts";
import { labelFor } from "./label.ts";
import { runTask } from "./run-task.ts";

/** The exit code for a wrong command line. */
const USAGE = 64;

/** Runs the command line of the process. A failure is printed and sets the exit code. */
export async function run(): Promise<void> {
  const [, file = "", ...words] = process.argv;
  // Node gives the name of the link. ocx-export and ocx-import are commands; any other name is ocx-bundle.
  const name = basename(file);
  const program = name === "ocx-export" || name === "ocx-import" ? name : "ocx-bundle";
  const { stdout: output, stderr } = process;
  let input: Readable | undefined;
  const streams = {
    output,
    // A getter, because reading process.stdin opens it.
    get input(): Readable {
      input = process.stdin;
      return input;
    },
  };
  // A pipe that is not read to its end keeps the process alive.
  const closeInput = (): void => void input?.destroy();
  output.on("error", reportLostOutput);
  // A failure of standard error cannot be reported anywhere.
  stderr.on("error", () => {});
  const report = (thrown: unknown): number => {
    const failure = formatFailure(program, words, thrown, labelFor(stderr));
    output.write(failure.output);
    stderr.write(failure.errors);
    return failure.exitCode;
  };
  // An uncaught exception is a bug of ours. It gets our message and exit code, not those of Node.
  process.once("uncaughtException", (thrown) => process.exit(report(thrown)));
  try {
    const invocation = parseArguments(program, words, streams);
    if (invocation.kind === "help") output.write(await help(program, invocation.command));
    else if (invocation.kind === "nothing") {
      // A usage error, because a script may have lost its words.
      stderr.write(await help(program));
      process.exitCode = USAGE;
    } else if (invocation.kind === "completion") output.write(await completion(invocation.shell));
    else if (invocation.kind === "version") output.write(`ocx-bundle ${VERSION}\n`);
    else await runTask(invocation, closeInput);
  } catch (thrown) {
    process.exitCode = report(thrown);
  } finally {
    closeInput();
  }
}

// Both have the texts of all commands, which other runs need not load.

async function help(program: string, command?: CommandName): Promise<string> {
  return (await import("./help.ts")).formatHelp(program, command);
}

async function completion(shell: Shell): Promise<string> {
  return (await import("./completion.ts")).formatCompletion(shell);
}

/** A closed pipe, as `head` leaves it, is not a failure; a full disk is. */
function reportLostOutput(cause: Error): void {
  if (isClosedPipe(cause) || process.exitCode !== undefined) return;
  const lost = new BundleError("IO_FAILED", `Cannot write to standard output: ${cause.message}`, { cause });
  const { exitCode, text } = describeFailure(lost, labelFor(process.stderr));
  process.exitCode = exitCode;
  process.stderr.write(text);
}

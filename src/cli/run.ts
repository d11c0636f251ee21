import { basename } from "node:path";
import type { Readable } from "node:stream";
import { BundleError } from "../errors.ts";
import { parseArguments } from "./arguments.ts";
import { describeFailure, isClosedPipe } from "./describe-failure.ts";
import { formatFailure } from "./failure-output.ts";
import { formatHelp } from "./help.ts";
import { runTask } from "./run-task.ts";
import { VERSION } from "./version.ts";

/** Runs the process's own command line. A failure is written down, and becomes the exit code. */
export async function run(): Promise<void> {
  const [, file = "", ...words] = process.argv;
  // Node leaves a link's own name here. As ocx-export the program is a command, by any other name it is ocx-bundle.
  const name = basename(file);
  const program = name === "ocx-export" || name === "ocx-import" ? name : "ocx-bundle";
  const { stdout: output, stderr } = process;
  let input: Readable | undefined;
  const streams = {
    output,
    // Only asked for on demand: looking at standard input opens it.
    get input(): Readable {
      input = process.stdin;
      return input;
    },
  };
  // A pipe that is not read to its end would keep the process alive; and who waits for it would wait on.
  const closeInput = (): void => void input?.destroy();
  output.on("error", reportLostOutput);
  // Where else to say it?
  stderr.on("error", () => {});
  const report = (thrown: unknown): number => {
    const failure = formatFailure(program, words, thrown);
    output.write(failure.output);
    stderr.write(failure.errors);
    return failure.exitCode;
  };
  // What escapes all of this is a fault of ours, and must not end in Node's own words and exit code 1.
  process.once("uncaughtException", (thrown) => process.exit(report(thrown)));
  try {
    const invocation = parseArguments(program, words, streams);
    if (invocation.kind === "help") output.write(formatHelp(program, invocation.command));
    else if (invocation.kind === "version") output.write(`ocx-bundle ${VERSION}\n`);
    else await runTask(invocation, closeInput);
  } catch (thrown) {
    process.exitCode = report(thrown);
  } finally {
    closeInput();
  }
}

/** A reader that has seen enough, such as `head`, is no failure of ours; a full disk is one. */
function reportLostOutput(cause: Error): void {
  if (isClosedPipe(cause) || process.exitCode !== undefined) return;
  const lost = new BundleError("IO_FAILED", `Cannot write to standard output: ${cause.message}`, { cause });
  const { exitCode, text } = describeFailure(lost);
  process.exitCode = exitCode;
  process.stderr.write(text);
}

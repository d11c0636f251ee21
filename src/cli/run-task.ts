import { constants } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { styleText } from "node:util";
import { findUserHome, findWorkingDirectory } from "../commands/places/user-path.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import { printableJson } from "../printable.ts";
import { invalidCommandLine } from "./command-line.ts";
import { Interruption } from "./describe-failure.ts";
import { labelFor } from "./label.ts";
import type { CommandTask } from "./parse-task.ts";
import { showProgress } from "./progress.ts";
import { runCommand } from "./run-command.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command and prints its result.
 * @param onStop called on a signal, besides the abort signal that the command watches
 * @throws what the command throws, and {@link Interruption}
 */
export async function runTask(task: CommandTask, onStop: () => void): Promise<void> {
  const { stdout, stderr } = process;
  const stopped = new AbortController();
  // Only the first signal counts. Others, from an impatient user or a runner, must not cut the clean-up short.
  for (const name of SIGNALS) process.on(name, () => stopped.abort(new Interruption(name, constants.signals[name])));
  stopped.signal.addEventListener("abort", onStop);
  // Standard output carries the bundle, and nothing else.
  const carriesBundle =
    (task.kind === "image" && task.request.output.kind === "stream") ||
    (task.kind === "export" && task.request.output?.kind === "stream" && !task.request.dryRun);
  if (carriesBundle && stdout.isTTY)
    throw invalidCommandLine("--output is - and standard output is a terminal, expected a file or a pipe");
  if (task.kind === "manifest" && task.request.format.startsWith("ocix") && stdout.isTTY)
    throw invalidCommandLine(
      `--format is ${task.request.format} and standard output is a terminal, expected a file or a pipe`,
    );
  const output = carriesBundle ? stderr : stdout;
  const isDocument = carriesBundle && task.json;
  const progress = showProgress(stderr, {
    quiet: task.quiet || isDocument,
    verbose: task.verbose === true && !isDocument,
    live: stderr.isTTY && process.env["TERM"] !== "dumb",
    now: () => performance.now(),
    label: labelFor(stderr),
  });
  // Standard error is one document then, with the warnings in it.
  const reporter = isDocument ? { ...progress, warn: () => {} } : progress;
  const context: ProcessContext = {
    directory: findWorkingDirectory(),
    userHome: findUserHome(),
    variables: { ...process.env },
    signal: stopped.signal,
  };
  try {
    const outcome = await runCommand(task, context, reporter);
    reporter.finish();
    if ("pieces" in outcome) {
      await pipeline(Readable.from(outcome.pieces, { objectMode: false }), output, { end: false });
      return;
    }
    const { document, text, exitCode } = outcome;
    if (task.json) output.write(`${printableJson(JSON.stringify(document, undefined, 2))}\n`);
    else if (!task.quiet) output.write(text((title) => styleText("bold", title, { stream: output })));
    if (exitCode !== undefined) process.exitCode = exitCode;
  } catch (thrown) {
    reporter.finish();
    // The signal is the cause of any error after it.
    throw stopped.signal.aborted ? stopped.signal.reason : thrown;
  }
}

import { accessSync, appendFileSync, constants } from "node:fs";
import {
  debug,
  endGroup,
  error,
  exportVariable,
  getInput,
  info,
  isDebug,
  setOutput,
  startGroup,
  summary,
  warning,
} from "@actions/core";
import { findUserHome, findWorkingDirectory } from "../commands/places/user-path.ts";
import { BundleError, causesOf, toBundleError } from "../errors.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { Reporter } from "../options/requests/reporter.ts";
import { printable } from "../printable.ts";
import { progressLines } from "./job-progress.ts";

/** Environment, reporter and directory for the body of an action. */
export interface Job {
  readonly context: ProcessContext;
  readonly reporter: Reporter;
  /** Directory for a bundle without a path from the workflow. */
  readonly temporary: string;
}

/** Runs the body of an action in a log group. Failures become annotations and exit code 1. */
export async function runJob(title: string, body: (job: Job) => Promise<void>): Promise<void> {
  const cancelled = new AbortController();
  // The runner sends SIGINT, and 7.5 seconds later SIGTERM. It sends SIGKILL 2.5 seconds later, so the clean-up must end before.
  for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => cancelled.abort(new Error("Cancelled")));
  startGroup(title);
  try {
    // Before anything is done, since a step without outputs fails.
    checkRunnerFile("GITHUB_OUTPUT");
    const temporary = process.env["RUNNER_TEMP"] || findWorkingDirectory();
    await body({ context: contextOf(cancelled.signal), reporter: logger(), temporary });
    endGroup();
  } catch (thrown) {
    // Closed first: an annotation inside a folded group is easily overlooked.
    endGroup();
    if (cancelled.signal.aborted) error("Cancelled: nothing half done is left here, run it again");
    else report(thrown);
    process.exitCode = 1;
  }
}

/** An input's text, trimmed; empty if the workflow does not set it. */
export function readInput(name: string): string {
  return getInput(name);
}

/** Writes a line to the log. */
export function say(text: string): void {
  info(printable(text));
}

/** Sets the step's outputs; values other than strings become JSON. @throws BundleError `IO_FAILED`, `RUNNER_MISSING` */
export function setOutputs(outputs: Readonly<Record<string, unknown>>): void {
  const given = Object.entries(outputs).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  toRunner("GITHUB_OUTPUT", () => {
    for (const [name, value] of given) setOutput(name, value);
  });
}

/** Sets variables for the later steps of the job. @throws BundleError `IO_FAILED`, `RUNNER_MISSING` */
export function setVariables(variables: Readonly<Record<string, string>>): void {
  const given = Object.entries(variables);
  if (given.length === 0) return;
  toRunner("GITHUB_ENV", () => {
    for (const [name, value] of given) exportVariable(name, value);
  });
}

/** Adds to the job summary, if the runner has one. A failure is only a warning, because the step's work is done. */
export async function addSummary(markdown: string): Promise<void> {
  const path = process.env["GITHUB_STEP_SUMMARY"];
  if (!path) return;
  try {
    await summary.addRaw(markdown, true).write();
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    warning(printable(`Cannot write the job summary to ${path}: ${why}`));
  }
}

/** A subject in `$GITHUB_ARTIFACTS` is one line, and the runner reads `=` in it as the end of a key. */
const UNLISTABLE = /[=\r\n]/;

/**
 * Tells the runner what the step made, if it asks: a path, or `oci://HOST/REPOSITORY@DIGEST`. It hashes files itself, and
 * `actions/attest` finds all of them. A failure is only a warning, because the step's work is done.
 */
export function announceArtifacts(subjects: readonly string[]): void {
  const path = process.env["GITHUB_ARTIFACTS"];
  if (!path) return;
  const odd = subjects.filter((subject) => UNLISTABLE.test(subject));
  for (const subject of odd)
    warning(
      printable(`${subject} is not listed for attestation: the runner takes no \`=\` and no line break in a path`),
    );
  const lines = subjects.filter((subject) => !odd.includes(subject)).map((subject) => `${subject}\n`);
  try {
    appendFileSync(path, lines.join(""));
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    warning(printable(`Cannot list the bundle for attestation in ${path}: ${why}`));
  }
}

/**
 * Checks one of the files through which a step talks to the runner.
 * @throws BundleError `IO_FAILED`, `RUNNER_MISSING`
 */
export function checkRunnerFile(variable: "GITHUB_OUTPUT" | "GITHUB_ENV"): void {
  toRunner(variable, (path) => appendFileSync(path, ""));
}

/** Writes to one of the files through which a step talks to the runner. */
function toRunner(variable: "GITHUB_OUTPUT" | "GITHUB_ENV", write: (path: string) => void): void {
  const path = process.env[variable];
  if (!path) {
    const hint = "Use the action in a step of a workflow; elsewhere use the command line.";
    throw new BundleError("RUNNER_MISSING", `Cannot write to ${variable}: it is not set`, { hint });
  }
  try {
    accessSync(path, constants.W_OK);
    write(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BundleError("IO_FAILED", `Cannot write to the file of ${variable}, ${path}: ${why}`, { cause });
  }
}

function contextOf(signal: AbortSignal): ProcessContext {
  const directory = process.env["GITHUB_WORKSPACE"] || findWorkingDirectory();
  return { directory, userHome: findUserHome(), variables: process.env, signal };
}

function logger(): Reporter {
  return {
    warn: (text) => warning(printable(text)),
    say,
    debug: (text) => {
      if (isDebug()) debug(printable(text));
    },
    progress: progressLines(say),
  };
}

/** Reports a failure as an annotation with the code as title. Its causes go to the log. */
function report(thrown: unknown): void {
  const failure = toBundleError(thrown);
  const hints = failure.hint.split("\n").map((hint) => `hint: ${hint}`);
  error([...failure.lines, ...hints].map(printable).join("\n"), { title: failure.code });
  for (const cause of causesOf(failure)) say(`caused by: ${cause}`);
}

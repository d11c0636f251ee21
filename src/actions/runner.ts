import { homedir } from "node:os";
import {
  endGroup,
  error,
  exportVariable,
  getInput,
  info,
  setOutput,
  startGroup,
  summary,
  warning,
} from "@actions/core";
import prettyBytes from "pretty-bytes";
import type { Listener, Surroundings } from "../commands/requests.ts";
import { BundleError } from "../errors.ts";
import type { Defaults } from "./inputs.ts";

/** A log line at most this often, in milliseconds: the log of a job is read, not watched. */
const PROGRESS_INTERVAL = 10_000;
/** OCX's words for architectures, which are Go's, by Node's. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };

/** What the body of an action works with. */
export interface Job {
  readonly surroundings: Surroundings;
  readonly listener: Listener;
  readonly defaults: Defaults;
}

/** Runs the body of an action under a fold of the log. Failures become annotations and exit code 1. */
export async function runJob(title: string, body: (job: Job) => Promise<void>): Promise<void> {
  const cancelled = new AbortController();
  // Once: the runner sends SIGINT, and 7.5 seconds later SIGTERM, which then ends the process whatever it does.
  process.once("SIGINT", () => cancelled.abort(new Error("Cancelled")));
  startGroup(title);
  try {
    await body({ surroundings: surroundings(cancelled.signal), listener: logger(), defaults: defaults() });
    endGroup();
  } catch (thrown) {
    // Closed first: an annotation inside a fold is easily overlooked.
    endGroup();
    if (cancelled.signal.aborted) error("Cancelled: what was begun has been removed");
    else report(thrown);
    process.exitCode = 1;
  }
}

/** An input's text, trimmed; empty where the workflow does not set it. */
export function readInput(name: string): string {
  return getInput(name);
}

/** A line of the log. */
export function say(text: string): void {
  // The runner takes a line that starts with two colons for a command, so text from a bundle must not start a line.
  info(text.replaceAll(/\s*[\r\n]+\s*/g, " "));
}

/** Sets the step's outputs; what is no text becomes JSON. */
export function setOutputs(outputs: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(outputs)) if (value !== undefined) setOutput(name, value);
}

/** Sets variables for the later steps of the job. */
export function setVariables(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) exportVariable(name, value);
}

/** Adds to the job summary, where the runner has one. */
export async function addSummary(markdown: string): Promise<void> {
  if (process.env["GITHUB_STEP_SUMMARY"]) await summary.addRaw(markdown, true).write();
}

function surroundings(signal: AbortSignal): Surroundings {
  const directory = process.env["GITHUB_WORKSPACE"] ?? process.cwd();
  return { directory, userHome: homedir(), variables: process.env, signal };
}

function defaults(): Defaults {
  const directory = process.env["RUNNER_TEMP"] ?? process.cwd();
  return { directory, name: `ocx-bundle-${process.platform}-${ARCHITECTURES[process.arch] ?? process.arch}` };
}

function logger(): Listener {
  let last = performance.now();
  return {
    warn: (text) => warning(text),
    progress: (step, done, total) => {
      const now = performance.now();
      if (now - last < PROGRESS_INTERVAL) return;
      last = now;
      say(`${step}: ${prettyBytes(done)} of ${prettyBytes(total)}`);
    },
  };
}

/** An expected failure says its code and its cure; anything else is our bug and keeps its stack. */
function report(thrown: unknown): void {
  if (thrown instanceof BundleError) {
    error(`${thrown.message}\n\nhint: ${thrown.hint}`, { title: thrown.code });
    for (let cause = thrown.cause; cause instanceof Error; cause = cause.cause) say(`caused by: ${cause.message}`);
    return;
  }
  const bug = new BundleError("INTERNAL", thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
  error(`${bug.message}\n\nhint: ${bug.hint}`, { title: bug.code });
}

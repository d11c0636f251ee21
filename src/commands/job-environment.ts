import { appendFile } from "node:fs/promises";
import { BundleError } from "../errors.ts";
import type { EnvironmentEntry } from "../home/environment/environment-entries.ts";
import { flawOf, formatGithub } from "../home/environment/format-github.ts";
import { fromSystemError } from "../io/system-error.ts";
import type { ProcessContext } from "../options/requests/process-context.ts";
import type { EnvironmentChange } from "./results/environment-result.ts";

/** The two files from which the runner sets the environment of later steps. */
export interface JobFiles {
  readonly path: string;
  readonly environment: string;
}

/** @throws BundleError `RUNNER_MISSING` outside of a job */
export function jobFiles({ variables }: ProcessContext): JobFiles {
  return { path: fileOf("GITHUB_PATH", variables), environment: fileOf("GITHUB_ENV", variables) };
}

/**
 * Appends an environment to the files of a job.
 * @returns warnings about entries that the runner does not support
 */
export async function appendToJob(
  files: JobFiles,
  entries: readonly EnvironmentEntry[],
  { variables }: ProcessContext,
): Promise<readonly string[]> {
  const { path, environment, warnings } = formatGithub(entries, variables);
  await append(files.path, path);
  await append(files.environment, environment);
  return warnings;
}

/** The changes in the order in which they are applied, without those that GitHub's runner does not support. */
export function changesOf(entries: readonly EnvironmentEntry[]): readonly EnvironmentChange[] {
  return entries
    .filter((entry) => flawOf(entry) === undefined)
    .map(({ key, value, type }) => ({ key, value, kind: type }));
}

function fileOf(name: "GITHUB_PATH" | "GITHUB_ENV", variables: ProcessContext["variables"]): string {
  const path = variables[name];
  if (path) return path;
  throw new BundleError("RUNNER_MISSING", `Cannot write the environment of the job: ${name} is not set`);
}

/** Creates the file if it is missing, even for an empty text, as OCX does. */
async function append(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text);
  } catch (error) {
    throw fromSystemError(error, `write ${path}`);
  }
}

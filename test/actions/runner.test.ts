import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { type Ended, runProgram } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { NODE } from "../fixtures/runner.ts";

/** Runs the export action from its source, with the files of a runner. */
function exportAction(directory: string, files: Readonly<Record<string, string>> = {}): Ended {
  const env: Record<string, string> = {};
  for (const name of ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STEP_SUMMARY"]) {
    env[name] = join(directory, name);
    writeFileSync(env[name], "");
  }
  const inputs = {
    INPUT_HOME: unpackGolden("toolbox", "source", directory),
    INPUT_PACKAGES: "ocx.sh/acme/native:5.1",
    INPUT_PLATFORM: "linux/amd64+libc.glibc",
    INPUT_TO: "file",
    INPUT_PATH: join(directory, "kit.tar"),
    RUNNER_TEMP: directory,
    GITHUB_WORKSPACE: directory,
  };
  return runProgram([NODE, resolve("src/actions/export.ts")], { env: { ...inputs, ...env, ...files } });
}

/** A path where nothing can be written, for root either. */
function unwritable(directory: string): string {
  const path = join(directory, "a-directory");
  mkdirSync(path);
  chmodSync(path, 0o500);
  return path;
}

test("an action succeeds with all files of its runner", () => {
  expect(exportAction(temporaryDirectory())).toMatchObject({ status: 0 });
});

test("a job summary that cannot be written is a warning", () => {
  const directory = temporaryDirectory();
  const { status, text } = exportAction(directory, { GITHUB_STEP_SUMMARY: unwritable(directory) });
  expect(text).toMatch(/^::warning::.*summary/m);
  expect(text).not.toContain("::error");
  expect(status).toBe(0);
});

test.each([
  ["unwritable", unwritable, "IO_FAILED"],
  ["missing", (directory: string) => join(directory, "missing"), "IO_FAILED"],
  ["not named", () => "", "RUNNER_MISSING"],
] as const)("outputs whose file is %s are an error with a code", (_, pathIn, code) => {
  const directory = temporaryDirectory();
  const { status, text } = exportAction(directory, { GITHUB_OUTPUT: pathIn(directory) });
  expect(text).toMatch(new RegExp(`^::error title=${code}::.*GITHUB_OUTPUT`, "m"));
  expect(status).toBe(1);
});

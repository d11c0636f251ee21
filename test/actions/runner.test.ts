import { chmodSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { type Ended, runProgram } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { unpackGolden } from "../fixtures/golden.ts";
import { startDistribution } from "../fixtures/registries.ts";
import { NODE } from "../fixtures/runner.ts";
import { lacks } from "../fixtures/tools.ts";

/** Runs the export action from its source, with the files of a runner. */
function exportAction(
  directory: string,
  files: Readonly<Record<string, string>> = {},
  around: { readonly cwd?: string } = {},
): Ended {
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
    RUNNER_TEMP: directory,
    GITHUB_WORKSPACE: directory,
  };
  return runProgram([NODE, resolve("src/actions/export.ts")], { ...around, env: { ...inputs, ...env, ...files } });
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

test("the bundle is listed for attestation where the runner asks for it; a path with = is a warning", () => {
  const directory = temporaryDirectory();
  const list = join(directory, "GITHUB_ARTIFACTS");
  writeFileSync(list, "earlier\n");
  const files = { GITHUB_ARTIFACTS: list, INPUT_FILE: join(directory, "kit.tar") };
  expect(exportAction(directory, files).status).toBe(0);
  expect(readFileSync(list, "utf8")).toBe(`earlier\n${join(directory, "kit.tar")}\n`);
  const odd = exportAction(temporaryDirectory(), { ...files, INPUT_FILE: join(directory, "a=b.tar") });
  expect(odd).toMatchObject({ status: 0, text: expect.stringMatching(/^::warning::.*a=b\.tar is not listed/m) });
  expect(readFileSync(list, "utf8").split("\n")).toHaveLength(3);
  const closed = exportAction(temporaryDirectory(), { ...files, GITHUB_ARTIFACTS: unwritable(temporaryDirectory()) });
  expect(closed).toMatchObject({ status: 0, text: expect.stringMatching(/^::warning::Cannot list/m) });
});

test.skipIf(lacks("docker-registry"))("a bundle in a registry is listed by its digest, without its tag", async () => {
  const directory = temporaryDirectory();
  const list = join(directory, "GITHUB_ARTIFACTS");
  writeFileSync(list, "");
  await using registry = await startDistribution(directory);
  const reference = `${registry.host}/acme/kit`;
  const files = { GITHUB_ARTIFACTS: list, INPUT_TO: "registry", INPUT_REFERENCE: `${reference}:1` };
  expect(exportAction(directory, files).status).toBe(0);
  expect(readFileSync(list, "utf8")).toMatch(new RegExp(`^oci://${reference}@sha256:[0-9a-f]{64}\n$`));
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
  // Found before anything is done.
  expect(globSync("*.tar", { cwd: directory })).toEqual([]);
});

test("without a directory for temporary files, a bundle without a path is written to the working directory", () => {
  const directory = temporaryDirectory();
  const ended = exportAction(directory, { RUNNER_TEMP: "" }, { cwd: directory });
  expect(ended).toMatchObject({
    status: 0,
    text: expect.stringContaining(` to ${directory}/ocx-bundle-linux-amd64.tar`),
  });
});

test("an import that is to go offline finds that it cannot before it changes the home", () => {
  const directory = temporaryDirectory();
  exportAction(directory, { INPUT_FILE: join(directory, "kit.tar") });
  const home = join(directory, "home");
  const inputs = { INPUT_FROM: "file", INPUT_FILE: join(directory, "kit.tar"), INPUT_HOME: home, INPUT_DIGEST: "any" };
  const env = { ...inputs, GITHUB_OUTPUT: join(directory, "GITHUB_OUTPUT"), "INPUT_EXPORT-ENVIRONMENT": "false" };
  const ended = runProgram([NODE, resolve("src/actions/import.ts")], {
    env: { ...env, INPUT_OFFLINE: "true", INPUT_PLATFORM: "linux/amd64+libc.glibc" },
  });
  expect(ended).toMatchObject({
    status: 1,
    text: expect.stringMatching(/^::error title=RUNNER_MISSING::.*GITHUB_ENV/m),
  });
  expect(existsSync(home)).toBe(false);
});

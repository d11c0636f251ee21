import { describe, expect, test } from "vitest";
import { Interruption } from "../../src/cli/describe-failure.ts";
import { formatFailure } from "../../src/cli/failure-output.ts";
import { BundleError } from "../../src/errors.ts";
import { MAIN, runProgram } from "../fixtures/command-line.ts";
import { parseOutput } from "../fixtures/json-output.ts";
import { NODE } from "../fixtures/runner.ts";
import { lacks } from "../fixtures/tools.ts";

const failure = new BundleError("HOME_NOT_FOUND", "Cannot find home", { hint: "Set `home`." });
const ERRORS = "error: Cannot find home [HOME_NOT_FOUND]\nhint: Set `--home`.\n";

const told = (line: string, program = "ocx-bundle") => formatFailure(program, line.split(" "), failure);

test("formatFailure() tells people on standard error, and leaves standard output empty", () => {
  expect(told("export a -o x")).toEqual({ exitCode: 79, output: "", errors: ERRORS });
  // Behind it there are no options.
  expect(told("export -o x -- --json").output).toBe("");
});

test("formatFailure() gives --json its document, even where the command line is wrong, beside the words for people", () => {
  const { output, ...rest } = told("inspect x --jason --json");
  expect(rest).toEqual({ exitCode: 79, errors: ERRORS });
  expect(parseOutput("failure", output)).toEqual({
    code: "HOME_NOT_FOUND",
    message: "Cannot find home",
    hint: "Set `--home`.",
    exitCode: 79,
  });
  const broken = formatFailure("ocx-export", ["a", "--json"], new Interruption("SIGINT", 2));
  expect(parseOutput("failure", broken.output)).toMatchObject({ code: "INTERRUPTED", exitCode: 130 });
});

test.each(["-o -", "-o-", "--output -", "--output=-"])(
  "formatFailure() keeps standard output free where the bundle goes there by %s",
  (output) => {
    const { output: nothing, errors } = told(`export a ${output} --json`);
    expect(nothing).toBe("");
    expect(parseOutput("failure", errors)).toMatchObject({ exitCode: 79 });
  },
);

test("formatFailure() says nothing where nobody is left to read it", () => {
  const closed = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
  expect(formatFailure("ocx-bundle", ["inspect", "x", "--json"], closed)).toEqual({
    exitCode: 0,
    output: "",
    errors: "",
  });
});

test("a failing env prints what fails in the shell that its format is for", () => {
  expect(told("env a").output).toBe("(exit 79)\n");
  expect(told("env a --format fish").output).toBe("false\n");
  expect(told("env a --format=pwsh").output).toBe('throw "ocx-bundle env failed with exit code 79"\n');
  expect(told("env a --format github").output).toBe("");
  expect(parseOutput("failure", told("env a --format json").output)).toMatchObject({ code: "HOME_NOT_FOUND" });
});

describe("a shell that evaluates a failing env", () => {
  const ENV = `"$OCX_NODE" "$OCX_MAIN" env ocx.sh/acme/hello:1 --home /nonexistent/home`;
  const env = { OCX_NODE: NODE, OCX_MAIN: MAIN };
  const shells: readonly (readonly [shell: string, line: string, status: number])[] = [
    ...["sh", "bash", "dash", "zsh"].map((shell) => [shell, `eval "$(${ENV})"`, 79] as const),
    ["bash", `source <(${ENV})`, 79],
    ["fish", `${ENV} --format fish | source`, 1],
  ];

  test.each(shells.filter(([shell]) => shell === "sh" || shell === "bash" || !lacks(shell)))(
    "%s goes on after `%s` with its exit code",
    (shell, line, status) => {
      const code = shell === "fish" ? "$status" : "$?";
      const { text, errors } = runProgram([shell, "-c", `${line}; echo "then ${code}"`], { env });
      expect(errors).toContain("[HOME_NOT_FOUND]");
      expect(text).toBe(`then ${status}\n`);
    },
  );

  test("stops if it is told to stop at failures", () => {
    const { status, text } = runProgram(["sh", "-ec", `eval "$(${ENV} --formt sh)"; echo went on`], { env });
    expect({ status, text }).toEqual({ status: 64, text: "" });
  });
});

import { expect, test } from "vitest";
import { describeFailure, Interruption } from "../../src/cli/describe-failure.ts";
import { BundleError } from "../../src/errors.ts";

test("describeFailure() gives what is wrong, its code, why, and what to do", () => {
  const cause = new Error("the disk", { cause: new Error("deeper") });
  const failure = describeFailure(new BundleError("DISK_FULL", "Cannot write layer x", { cause }));
  expect(failure.exitCode).toBe(74);
  expect(failure.text.split("\n")).toEqual([
    "error: Cannot write layer x [DISK_FULL]",
    "caused by: the disk",
    "caused by: deeper",
    expect.stringMatching(/^hint: ./),
    "",
  ]);
});

test("describeFailure() says nothing twice", () => {
  const system = new Error("ENOSPC: no space left on device, write");
  const told = new Error("invalid value\n\n11: a = [", { cause: system });
  const { text } = describeFailure(new BundleError("PROJECT_INVALID", "Cannot read x: invalid value", { cause: told }));
  expect(text).toMatch(/^error: .+\nhint: .+\n$/);
});

test("describeFailure() keeps the code in sight when several things are wrong, and every hint a hint", () => {
  const several = new BundleError("PACKAGE_NOT_INSTALLED", ["Cannot find a", "Cannot find b"], {
    hint: "Do x.\nDo y.",
  });
  expect(describeFailure(several).text).toBe(
    "error: Cannot find a [PACKAGE_NOT_INSTALLED]\nCannot find b\nhint: Do x.\nhint: Do y.\n",
  );
});

test("describeFailure() spells options as the command line has them", () => {
  const hint = "Set `create-release` or `name`, run `ocx lock`, or write `token`.";
  expect(describeFailure(new BundleError("OPTION_INVALID", "Cannot x", { hint })).text).toContain(
    "hint: Set `--create-release` or `--name`, run `ocx lock`, or write `token`.\n",
  );
});

test("describeFailure() takes anything unexpected for our fault: the stack, 70, and a request to report it", () => {
  const { exitCode, text } = describeFailure(new TypeError("x is not a function"));
  expect(exitCode).toBe(70);
  expect(text).toMatch(/^error: TypeError: x is not a function \[INTERNAL\]\n {4}at .*failure\.test\.ts/);
  expect(text).toMatch(/\nhint: .*report/);
  expect(describeFailure("a text").exitCode).toBe(70);
});

test("describeFailure() is silent about a pipe that was closed, whoever met it", () => {
  const closed = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
  expect(describeFailure(closed)).toEqual({ exitCode: 0, text: "" });
  const wrapped = new BundleError("IO_FAILED", "Cannot write the bundle", { cause: closed });
  expect(describeFailure(wrapped)).toEqual({ exitCode: 74, text: "" });
});

test("describeFailure() ends with the signal's number above 128 when the user broke off", () => {
  expect(describeFailure(new Interruption("SIGINT", 2))).toEqual({
    exitCode: 130,
    text: expect.stringMatching(/^error: Interrupted by SIGINT.*\n$/),
    document: expect.objectContaining({ code: "INTERRUPTED", exitCode: 130 }),
  });
  expect(describeFailure(new Interruption("SIGTERM", 15)).exitCode).toBe(143);
});

test("describeFailure() lets no control character of a message reach the terminal", () => {
  const { text } = describeFailure(new BundleError("PATH_UNSAFE", "Cannot unpack \u001b[2Jevil\r\u009b1m\u0007"));
  expect(text).toMatch(/^error: Cannot unpack \\u\{1b\}\[2Jevil\\u\{d\}\\u\{9b\}1m\\u\{7\} \[PATH_UNSAFE\]\nhint: /);
});

test("describeFailure() breaks lines between its own lines only", () => {
  const quoting = new BundleError("BUNDLE_INVALID", ["Cannot read a\nerror: b", "Cannot read ::c"]);
  expect(describeFailure(quoting).text).toMatch(
    /^error: Cannot read a\\u\{a\}error: b \[BUNDLE_INVALID\]\nCannot read : :c\nhint: /,
  );
  expect(describeFailure(new TypeError("x\n::error::y")).text).toMatch(
    /^error: TypeError: x\\u\{a\}: :error: :y \[INTERNAL\]\n {4}at .*failure\.test\.ts/,
  );
});

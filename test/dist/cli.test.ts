import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, statSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { LACKS_OCX } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { goldenCase, unpackGolden } from "../fixtures/golden.ts";
import { MACHINE, NODE } from "../fixtures/runner.ts";

const CLI = resolve("dist/cli.mjs");
const facts = goldenCase("toolbox");

/** Runs a command in a process with no variables but PATH. */
function run(command: readonly string[], input?: Buffer) {
  const [program = "", ...args] = command;
  const options = { env: { ...MACHINE }, maxBuffer: 1 << 28, ...(input !== undefined && { input }) };
  const { status, stdout, stderr } = spawnSync(program, args, options);
  return { status, stdout, text: stdout.toString(), errors: stderr.toString() };
}

/** A Node that is too old, as the image of a machine may bring it. */
const oldNode = ["/usr/local/bin/node", "/usr/bin/node"]
  .filter((path) => existsSync(path))
  .find((path) => /^v(18|20|22|23)\./.test(run([path, "--version"]).text));

test.skipIf(oldNode === undefined)("dist/cli.mjs tells an older Node what it needs", () => {
  const result = run([oldNode ?? "", CLI, "--version"]);
  expect(result.status).toBe(78);
  expect(result.errors).toMatch(/^error: .*24\.19/);
  expect(result.errors).toMatch(/^hint: /m);
  expect(result.text).toBe("");
});

test("dist/cli.mjs is a program", () => {
  expect(statSync(CLI).mode & 0o111).toBe(0o111);
  const result = run([CLI, "--version"]);
  expect(result).toMatchObject({
    status: 0,
    text: expect.stringMatching(/^(ocx-bundle )?\d+\.\d+\.\d+\n$/),
    errors: "",
  });
});

test("dist/cli.mjs alone, without the files beside it, says what is missing", () => {
  const alone = join(temporaryDirectory(), "cli.mjs");
  copyFileSync(CLI, alone);
  const { status, text, errors } = run([NODE, alone, "inspect", "x"]);
  expect({ status, text }).toEqual({ status: 78, text: "" });
  expect(errors).toMatch(/^error: .+\/cli\.mjs are missing \[PROGRAM_INCOMPLETE\]\nhint: .*dist\/.*\n$/);
  expect(run([NODE, alone, "env", "x"]).text).toBe("false\n");
});

test("dist/cli.mjs exports, inspects, verifies and imports, and knows its other names", () => {
  const directory = temporaryDirectory();
  const source = unpackGolden("toolbox", "source", directory);
  const [exporter, importer] = [join(directory, "ocx-export"), join(directory, "ocx-import")];
  symlinkSync(CLI, exporter);
  symlinkSync(CLI, importer);
  const file = join(directory, "kit.tar");
  const home = join(directory, "imported");

  const exported = run([NODE, CLI, "export", "ocx.sh/acme/build-kit:3", "--home", source, "--output", file, "--json"]);
  expect(exported).toMatchObject({ status: 0 });
  const { digest } = JSON.parse(exported.text).bundle;
  const streamed = run([exporter, "ocx.sh/acme/build-kit:3", "--home", source, "--output", "-", "--quiet"]);
  expect(streamed).toMatchObject({ status: 0, errors: expect.stringMatching(LACKS_OCX) });

  expect(run([NODE, CLI, "inspect", file])).toMatchObject({ status: 0, text: expect.stringContaining("build-kit:3") });
  expect(run([NODE, CLI, "verify", file, "--digest", digest]).status).toBe(0);
  const imported = run([importer, "-", "--home", home, "--digest", digest], streamed.stdout);
  expect(imported).toMatchObject({ status: 0 });

  const shown = run([NODE, CLI, "env", "ocx.sh/acme/build-kit:3", "--home", home, "--format", "json"]);
  const expected = JSON.stringify(facts.target.env["ocx.sh/acme/build-kit:3"]).replaceAll(facts.target_home, home);
  expect(JSON.parse(shown.text)).toEqual(JSON.parse(expected));
});

test("dist/cli.mjs ends with the class of the failure", () => {
  const directory = temporaryDirectory();
  expect(run([NODE, CLI, "frobnicate"])).toMatchObject({
    status: 64,
    text: "",
    errors: expect.stringMatching(/^hint: /m),
  });
  expect(run([NODE, CLI, "export", "--no-such-option"]).status).toBe(64);
  expect(run([NODE, CLI, "inspect", join(directory, "missing.tar")]).status).toBe(79);
  expect(run([NODE, CLI, "inspect", NODE]).status).toBe(65);
  const relative = run([NODE, CLI, "export", "--all", "--home", "ocx", "--output", join(directory, "a.tar")]);
  expect(relative).toMatchObject({ status: 78, text: "", errors: expect.stringMatching(/^error: /) });
});

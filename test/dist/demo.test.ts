import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { NODE } from "../fixtures/runner.ts";

/** A process with no variables but PATH, in the root of the repository. */
function run(program: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { env: { PATH: process.env["PATH"] } });
  return { status, text: stdout.toString(), errors: stderr.toString() };
}

test("the demo runs a tool of the home that it imported, ends with a sentence, and its commands work when pasted", () => {
  const demo = run(NODE, ["scripts/demo.ts"]);
  expect(demo.status).toBe(0);
  expect(demo.text).toMatch(/\njava -version\n\n[A-Z][^\n]+\.\n$/);
  const commands = Array.from(demo.text.matchAll(/^\$ (.+)$/gm), ([, line = ""]) => line);
  expect(commands.length).toBeGreaterThan(4);
  expect(commands.map((line) => ({ line, status: run("sh", ["-ec", line]).status }))).toEqual(
    commands.map((line) => ({ line, status: 0 })),
  );
});

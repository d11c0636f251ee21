import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type ErrorCode, EXIT, FAILURES } from "../src/error-codes.ts";
import { BundleError } from "../src/errors.ts";

const codes = Object.keys(FAILURES).filter(isCode);

/** Codes under the heading of their class, as docs/errors.md has them. */
const documented = readFileSync("docs/errors.md", "utf8")
  .split(/^## /m)
  .slice(1)
  .flatMap((section) => {
    const exitCode = Number(/^Exit code (\d+)\./m.exec(section)?.[1]);
    const title = section.slice(0, section.indexOf("\n"));
    return Array.from(section.matchAll(/^### `(\w+)`\n\n(.+)/gm), ([, code = ""]) => ({ code, title, exitCode }));
  });

test("docs/errors.md has one entry for every code, and none for anything else", () => {
  expect(documented.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
});

test.each(documented)("docs/errors.md puts $code under its class, with its exit code", ({ code, title, exitCode }) => {
  if (!isCode(code)) throw new Error(`${code} is no code`);
  expect(title.replaceAll(/ (\w)/g, (_, letter: string) => letter.toUpperCase())).toBe(FAILURES[code].class);
  expect(exitCode).toBe(new BundleError(code, "any").exitCode);
});

test("docs/errors.md lists every class with its exit code", () => {
  const rows = readFileSync("docs/errors.md", "utf8").matchAll(/^\| \[([a-z ]+)\]\(#[a-z-]+\) *\| *(\d+) *\|/gm);
  const listed = Array.from(rows, ([, title = "", code]) => [title === "not found" ? "notFound" : title, Number(code)]);
  expect(Object.fromEntries(listed)).toEqual(EXIT);
});

test("every code is used by a source", () => {
  const sources = globSync("src/**/*.ts").filter((file) => file !== "src/error-codes.ts");
  const text = sources.map((file) => readFileSync(file, "utf8")).join("\n");
  expect(codes.filter((code) => !text.includes(`"${code}"`))).toEqual([]);
});

test("a hint of its own replaces the code's", () => {
  expect(new BundleError("OPTION_INVALID", "any", { hint: "Do this." }).hint).toBe("Do this.");
  expect(new BundleError("OPTION_INVALID", "any").hint).toBe(FAILURES.OPTION_INVALID.hint);
});

function isCode(text: string): text is ErrorCode {
  return Object.hasOwn(FAILURES, text);
}

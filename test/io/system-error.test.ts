import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { BundleError } from "../../src/errors.ts";
import { errnoOf, fromSystemError } from "../../src/io/system-error.ts";

const system = (code: string) => Object.assign(new Error(`${code}: words`), { code, syscall: "open", errno: -1 });

test.each([
  ["ENOENT", "FILE_NOT_FOUND"],
  ["EACCES", "PERMISSION_DENIED"],
  ["EPERM", "PERMISSION_DENIED"],
  ["EROFS", "PERMISSION_DENIED"],
  ["ENOSPC", "DISK_FULL"],
  ["EDQUOT", "DISK_FULL"],
  ["ENOTDIR", "IO_FAILED"],
  ["EIO", "IO_FAILED"],
])("asFailure() makes %s a %s that keeps its cause", (number, code) => {
  const cause = system(number);
  expect(fromSystemError(cause, "read layer x")).toMatchObject({
    code,
    cause,
    message: expect.stringContaining("Cannot read layer x: "),
  });
});

test("asFailure() knows what node:fs throws", async () => {
  const error = await readFile("/nonexistent/file").catch((thrown: unknown) => thrown);
  expect(fromSystemError(error, "read")).toMatchObject({ code: "FILE_NOT_FOUND" });
});

test("asFailure() has the system's own words for what has no class of its own", () => {
  const cause = Object.assign(new Error("x"), { code: "ELOOP", syscall: "open", errno: -40 });
  expect(fromSystemError(cause, "read x")).toMatchObject({
    message: "Cannot read x: too many symbolic links encountered (ELOOP)",
  });
});

test("asFailure() passes coded failures and bugs as they are", () => {
  const coded = new BundleError("DISK_FULL", "x");
  const bug = new TypeError("x");
  expect(fromSystemError(coded, "read")).toBe(coded);
  expect(fromSystemError(bug, "read")).toBe(bug);
  expect(fromSystemError("text", "read")).toMatchObject({ message: "text" });
});

test("errnoOf() does not take Node's own codes for the system's", () => {
  expect(errnoOf(Object.assign(new Error("x"), { code: "ERR_INVALID_ARG_TYPE" }))).toBeUndefined();
  expect(errnoOf(system("ELOOP"))).toBe("ELOOP");
});

test.each([
  [122, "EDQUOT", "DISK_FULL"],
  [116, "ESTALE", "IO_FAILED"],
])("asFailure() knows error %i, which Node has no name for, as %s", (number, name, code) => {
  const text = `Unknown system error -${number}`;
  const cause = Object.assign(new Error(text), { code: text, syscall: "open", errno: -number });
  expect(errnoOf(cause)).toBe(name);
  expect(fromSystemError(cause, "read x")).toMatchObject({ code, message: expect.not.stringContaining("Unknown") });
});

test("asFailure() names the path of the call, once", () => {
  const cause = Object.assign(system("EXDEV"), { syscall: "rename", path: "/a", dest: "/home/b" });
  expect(fromSystemError(cause, "import into /home").message).toMatch(/\(rename \/home\/b\)$/);
  expect(fromSystemError(cause, "write /home/b").message.match(/\/home\/b/g)).toHaveLength(1);
  expect(fromSystemError(cause).message).toMatch(/^Cannot rename \/home\/b: /);
});

test("an error that Node makes itself has the system's words too", async () => {
  const error = await rm(tmpdir()).catch((thrown: unknown) => thrown);
  expect(fromSystemError(error, "remove it")).toMatchObject({
    code: "IO_FAILED",
    message: expect.stringContaining("illegal operation on a directory"),
  });
});

import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openHome } from "../../../src/home/model/open-home.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";

test("openHome() reads documents by their path in the home", async () => {
  const path = homeWith("blobs");
  writeFileSync(join(path, "a"), "b");
  const home = await openHome(path);
  expect(Buffer.from((await home.read("a")) ?? []).toString()).toBe("b");
  expect(await home.read("missing/too")).toBeUndefined();
  expect(await home.read("a/below-a-file")).toBeUndefined();
  expect(await home.read(".")).toBeUndefined();
});

test("openHome() keeps the spelling of a home but for slashes at its end, as OCX does", async () => {
  const path = temporaryDirectory();
  mkdirSync(join(path, "x y", "blobs"), { recursive: true });
  expect((await openHome(`${path}/./x y//`)).path).toBe(`${path}/./x y`);
});

test.each([
  ["a relative home", () => "ocx", "HOME_INVALID"],
  ["an empty name", () => "", "HOME_INVALID"],
  ["a home that is not there", () => join(temporaryDirectory(), "x"), "HOME_NOT_FOUND"],
  ["a file", () => someFile(), "HOME_NOT_FOUND"],
  ["a directory without anything of a home", () => homeWith("src"), "HOME_NOT_FOUND"],
  ["the layout of OCX 0.2", () => homeWith("objects/ocx.sh/x", "installs/x", "index/ocx.sh/x"), "HOME_UNSUPPORTED"],
])("openHome() refuses %s", async (_, make, code) => {
  await expect(openHome(make())).rejects.toMatchObject({ code });
});

test("openHome() takes a home that was upgraded in place and still has old directories", async () => {
  const path = temporaryDirectory();
  for (const name of ["objects", "installs", "blobs"]) mkdirSync(join(path, name));
  expect((await openHome(path)).path).toBe(path);
});

test("openHome() points at the home below the directory that was given for it", async () => {
  const path = homeWith(".ocx/blobs");
  await expect(openHome(path)).rejects.toMatchObject({ hint: expect.stringContaining(join(path, ".ocx")) });
});

test("a document that cannot be read is a failure, not an absent one", async () => {
  const path = homeWith("blobs");
  // Root may read any file, but nobody can follow a link that leads to itself.
  symlinkSync("a", join(path, "a"));
  const home = await openHome(path);
  await expect(home.read("a")).rejects.toMatchObject({ code: "IO_FAILED" });
});

function someFile(): string {
  const path = join(temporaryDirectory(), "file");
  writeFileSync(path, "");
  return path;
}

function homeWith(...names: readonly string[]): string {
  const path = temporaryDirectory();
  for (const name of names) mkdirSync(join(path, name), { recursive: true });
  return path;
}

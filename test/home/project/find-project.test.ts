import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findProject } from "../../../src/home/project/find-project.ts";
import { temporaryDirectory } from "../../fixtures/commands.ts";

test("findProject() takes the nearest ocx.toml upwards", async () => {
  const top = tree("ocx.toml", "a/ocx.toml", "a/b/c/file");
  expect(await findProject({ directory: join(top, "a/b/c") })).toBe(join(top, "a/ocx.toml"));
  expect(await findProject({ directory: top })).toBe(join(top, "ocx.toml"));
});

test.each([
  ["a directory .git", ".git/HEAD"],
  ["a file .git, as of a worktree", ".git"],
])("findProject() does not look above %s", async (_, git) => {
  const top = tree("ocx.toml", `a/${git}`, "a/b/file");
  expect(await findProject({ directory: join(top, "a/b") })).toBeUndefined();
});

test("findProject() takes the ocx.toml beside a .git", async () => {
  const top = tree("a/ocx.toml", "a/.git/HEAD", "a/b/file");
  expect(await findProject({ directory: join(top, "a/b") })).toBe(join(top, "a/ocx.toml"));
});

test("findProject() looks into the ceiling and not above it", async () => {
  const top = tree("ocx.toml", "a/b/file");
  expect(await findProject({ directory: join(top, "a/b"), ceiling: join(top, "a") })).toBeUndefined();
  expect(await findProject({ directory: join(top, "a/b"), ceiling: top })).toBe(join(top, "ocx.toml"));
});

test.each([
  ["a slash at its end", "/a/", false],
  ["doubled slashes and a dot", "//a/./", false],
  ["another name for it", "/a/b/..", true],
  ["a relative path", "a", true],
])("findProject() takes a ceiling with %s as OCX does", async (_, ceiling, isPassed) => {
  const top = tree("ocx.toml", "a/b/file");
  const found = await findProject({
    directory: join(top, "a/b"),
    ceiling: ceiling.startsWith("/") ? `${top}${ceiling}` : ceiling,
  });
  expect(found).toBe(isPassed ? join(top, "ocx.toml") : undefined);
});

test("findProject() passes over a link and a directory on the way up", async () => {
  const top = tree("ocx.toml", "elsewhere.toml", "a/b/ocx.toml/x");
  symlinkSync(join(top, "elsewhere.toml"), join(top, "a/ocx.toml"));
  expect(await findProject({ directory: join(top, "a/b") })).toBe(join(top, "ocx.toml"));
});

test("a named project is a file or the directory that holds one, and may be a link", async () => {
  const top = tree("p/ocx.toml", "q/custom.toml", "r/ocx.toml");
  symlinkSync("p/ocx.toml", join(top, "link.toml"));
  const find = (named: string) => findProject({ directory: join(top, "r"), named });
  expect(await find("../p")).toBe(join(top, "p/ocx.toml"));
  expect(await find(join(top, "q/custom.toml"))).toBe(join(top, "q/custom.toml"));
  expect(await find("../link.toml")).toBe(join(top, "link.toml"));
});

test("what is named wins over OCX_PROJECT, that over the search; without projects only what is named counts", async () => {
  const top = tree("p/ocx.toml", "q/ocx.toml", "r/ocx.toml");
  const search = { directory: join(top, "r"), variable: join(top, "q/ocx.toml") };
  expect(await findProject({ ...search, named: "../p" })).toBe(join(top, "p/ocx.toml"));
  expect(await findProject(search)).toBe(join(top, "q/ocx.toml"));
  expect(await findProject({ ...search, variable: "" })).toBe(join(top, "r/ocx.toml"));
  expect(await findProject({ ...search, none: true })).toBeUndefined();
  expect(await findProject({ ...search, named: "../p", none: true })).toBe(join(top, "p/ocx.toml"));
});

test("the global toolchain of a home counts last, and first with OCX_GLOBAL; only once it is locked", async () => {
  const top = tree("home/ocx.toml", "r/ocx.toml", "empty/x");
  const [home, global] = [join(top, "home"), join(top, "home/ocx.toml")];
  const search = { directory: join(top, "empty"), home, ceiling: join(top, "empty") };
  expect(await findProject(search)).toBeUndefined();
  writeFileSync(join(home, "ocx.lock"), "");
  expect(await findProject(search)).toBe(global);
  expect(await findProject({ ...search, none: true })).toBeUndefined();
  expect(await findProject({ ...search, directory: join(top, "r") })).toBe(join(top, "r/ocx.toml"));
  expect(await findProject({ ...search, directory: join(top, "r"), global: true })).toBe(global);
});

test("OCX_GLOBAL counts beside OCX_NO_PROJECT, and is refused beside OCX_PROJECT, as in OCX", async () => {
  const top = tree("home/ocx.toml", "r/ocx.toml");
  const search = { directory: join(top, "r"), home: join(top, "home"), global: true };
  expect(await findProject({ ...search, none: true })).toBe(join(top, "home/ocx.toml"));
  expect(await findProject({ ...search, variable: "" })).toBe(join(top, "home/ocx.toml"));
  const both = findProject({ ...search, variable: join(top, "r/ocx.toml") });
  await expect(both).rejects.toMatchObject({ code: "OPTION_INVALID" });
});

test.each([
  ["a file that is not there", { named: "missing.toml" }],
  ["a directory without ocx.toml", { named: "empty" }],
  ["OCX_PROJECT that leads nowhere", { variable: "/nonexistent/ocx.toml" }],
])("findProject() fails for %s", async (_, search) => {
  const top = tree("ocx.toml", "empty/x");
  await expect(findProject({ directory: top, ...search })).rejects.toMatchObject({ code: "PROJECT_NOT_FOUND" });
});

/** Empty files in a new directory. */
function tree(...files: readonly string[]): string {
  const top = temporaryDirectory();
  for (const file of files) {
    mkdirSync(dirname(join(top, file)), { recursive: true });
    writeFileSync(join(top, file), "");
  }
  return top;
}

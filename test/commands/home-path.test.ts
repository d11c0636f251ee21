import { expect, test } from "vitest";
import { homePath } from "../../src/commands/places/home-path.ts";
import { surroundings } from "../fixtures/commands.ts";

const around = { ...surroundings(), directory: "/srv", userHome: "/home/u", variables: {} };

test("homePath() takes what was asked for, else OCX_HOME, else .ocx of the user, as it is spelled", () => {
  const variables = { OCX_HOME: "/srv/../ocx" };
  expect(homePath("/a b//", { ...around, variables })).toBe("/a b");
  expect(homePath(undefined, { ...around, variables })).toBe("/srv/../ocx");
  expect(homePath("", { ...around, variables: { OCX_HOME: "" } })).toBe("/home/u/.ocx");
});

test("homePath() refuses a relative home, and says what it may have meant", () => {
  const found = expect.objectContaining({ code: "HOME_INVALID", hint: expect.stringContaining("/srv/ocx") });
  expect(() => homePath("ocx", around)).toThrow(found);
  expect(() => homePath(undefined, { ...around, variables: { OCX_HOME: "./ocx" } })).toThrow(found);
});

test("homePath() puts the user's home in place of a tilde, which neither a workflow nor `--home=~/x` expands", () => {
  expect(homePath("~/tools//ocx/", around)).toBe("/home/u/tools/ocx");
  expect(homePath("~", around)).toBe("/home/u");
  for (const other of ["~root/ocx", "ocx/~"]) {
    expect(() => homePath(other, around)).toThrow(expect.objectContaining({ code: "HOME_INVALID" }));
  }
  // OCX takes its variable as it is, and another home than OCX's would be no help.
  const hint = expect.stringContaining("/home/u/.ocx");
  expect(() => homePath(undefined, { ...around, variables: { OCX_HOME: "~/.ocx" } })).toThrow(
    expect.objectContaining({ code: "HOME_INVALID", hint }),
  );
});

test("homePath() names what is missing where the user has no home", () => {
  const message = expect.stringMatching(/OCX_HOME.*HOME/);
  expect(() => homePath(undefined, { ...around, userHome: "" })).toThrow(
    expect.objectContaining({ code: "HOME_INVALID", message }),
  );
});

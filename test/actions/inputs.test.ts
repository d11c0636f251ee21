import { expect, test } from "vitest";
import { parseExportInputs, parseImportInputs, type ReadInput } from "../../src/actions/inputs.ts";
import { member, readAction } from "../fixtures/workflow-parser.ts";

/** As the runner's getInput: trimmed, and empty where nothing is set. */
function inputs(values: Record<string, string>): ReadInput {
  return (name) => values[name]?.trim() ?? "";
}

test("parseExportInputs() asks for the project of the workspace when nothing is declared", () => {
  expect(parseExportInputs(inputs({}), "/temp")).toEqual({
    output: { kind: "directory", path: "/temp" },
    dryRun: false,
  });
});

test.each([
  ["packages, one a line", { packages: "a:1\n  b:2\n\n" }, { kind: "packages", identifiers: ["a:1", "b:2"] }],
  ["packages, with commas", { packages: "a:1, b:2" }, { kind: "packages", identifiers: ["a:1", "b:2"] }],
  ["a project", { project: "tools" }, { kind: "project", path: "tools", groups: [] }],
  ["groups alone", { groups: "ci\nlint" }, { kind: "project", groups: ["ci", "lint"] }],
  ["everything", { all: "true" }, { kind: "all" }],
])("parseExportInputs() takes %s", (_, values, declaration) => {
  expect(parseExportInputs(inputs(values), "/temp")).toMatchObject({ declaration });
});

test("parseExportInputs() takes every other input", () => {
  const values = { home: "/srv/ocx", to: "file", name: "tools", "compression-level": "19", "dry-run": "TRUE" };
  expect(parseExportInputs(inputs(values), "/temp")).toEqual({
    home: "/srv/ocx",
    output: { kind: "directory", path: "/temp" },
    name: "tools",
    level: 19,
    dryRun: true,
  });
  expect(parseExportInputs(inputs({ ...values, file: "out/a.tar" }), "/temp")).toMatchObject({
    output: { kind: "file", path: "out/a.tar" },
  });
});

test("parseImportInputs() exports the environment and goes offline unless told otherwise", () => {
  expect(parseImportInputs(inputs({}), "/temp")).toEqual({
    request: {
      source: { kind: "directory", path: "/temp" },
      packages: [],
      select: false,
      onConflict: "update",
      allowUnverified: false,
      durable: false,
      dryRun: false,
    },
    exportEnvironment: true,
    offline: true,
  });
});

test("parseImportInputs() looks for a bundle of the given name, unless there is a file", () => {
  expect(parseImportInputs(inputs({ name: "tools" }), "/temp").request.source).toEqual({
    kind: "directory",
    path: "/temp",
    name: "tools",
  });
  expect(parseImportInputs(inputs({ name: "tools", file: "a.tar" }), "/temp").request.source).toEqual({
    kind: "file",
    path: "a.tar",
  });
});

test("parseImportInputs() takes every input", () => {
  const digest = `sha256:${"0".repeat(64)}`;
  const values = {
    file: "a.tar",
    digest,
    packages: "a:1",
    project: "tools",
    home: "/srv/ocx",
    "on-conflict": "fail",
    select: "true",
    "allow-unverified": "true",
    "export-environment": "false",
    offline: "false",
  };
  expect(parseImportInputs(inputs(values), "/temp")).toEqual({
    request: {
      source: { kind: "file", path: "a.tar" },
      packages: ["a:1"],
      select: true,
      onConflict: "fail",
      allowUnverified: true,
      durable: false,
      dryRun: false,
      home: "/srv/ocx",
      project: "tools",
      digest,
    },
    exportEnvironment: false,
    offline: false,
  });
});

test.each([
  ["a channel that does not exist yet", { to: "artifact" }],
  ["a word that is no boolean", { all: "yes" }],
  ["a level beyond zstd's", { "compression-level": "20" }],
  ["a level that is no number", { "compression-level": "2.5" }],
  ["packages and a project", { packages: "a:1", project: "." }],
  ["packages and groups", { packages: "a:1", groups: "ci" }],
  ["packages and everything", { packages: "a:1", all: "true" }],
])("parseExportInputs() refuses %s", (_, values) => {
  expect(() => parseExportInputs(inputs(values), "/temp")).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
});

test.each([
  ["a channel that does not exist yet", { from: "cache" }],
  ["an unknown policy", { "on-conflict": "merge" }],
  ["a word that is no boolean", { offline: "1" }],
])("parseImportInputs() refuses %s", (_, values) => {
  expect(() => parseImportInputs(inputs(values), "/temp")).toThrow(expect.objectContaining({ code: "OPTION_INVALID" }));
});

test("an error about a channel names the channels that exist", () => {
  expect(() => parseExportInputs(inputs({ to: "artifact" }), "/temp")).toThrow(
    expect.objectContaining({ hint: "Set `to` to file." }),
  );
});

test.each([
  ["action.yml", parseExportInputs],
  ["import/action.yml", parseImportInputs],
])("%s declares exactly the inputs that are read", (path, parse) => {
  const asked = new Set<string>();
  parse((name) => {
    asked.add(name);
    return "";
  }, "/temp");
  expect(Object.keys(member(readAction(path), "inputs")).toSorted()).toEqual([...asked].toSorted());
});

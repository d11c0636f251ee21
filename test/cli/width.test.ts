import { expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { formatHelp } from "../../src/cli/help.ts";
import { COMMAND_NAMES } from "../../src/options/table/operations.ts";
import { optionsOf } from "../../src/options/table/option-table.ts";
import { type Column, formatTable } from "../../src/report/tables.ts";

const plain = (text: string): string => text;
const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => line.length));

test.each([undefined, ...COMMAND_NAMES])("the help of %s fits 80 columns, and has every word whole", (name) => {
  const text = formatHelp("ocx-bundle", name);
  expect(widest(text.split("\n"))).toBeLessThanOrEqual(80);
  const { about, notes } = COMMANDS[name ?? "help"];
  const prose = text.replaceAll(/\s+/g, " ");
  for (const each of [about, ...optionsOf(name ?? "help").map((option) => option.about), ...notes])
    expect(prose).toContain(each.replaceAll(/\s+/g, " "));
});

const COLUMNS: readonly Column[] = [
  { title: "PACKAGE" },
  { title: "PLATFORM" },
  { title: "SIZE", right: true },
  { title: "REASON" },
];
const LONG = "registry.build.example.internal:5000/platform-engineering/toolchains/clang:18";

test("a table fits 80 columns: rows take several lines, long sentences break between words", () => {
  const reason = "the tag was set by OCX itself, and OCX is always right about the tags of its own home, at least here";
  const rows = [
    [LONG, "linux/amd64+libc.glibc", "1 MB", reason],
    ["short:1", "any", "100 MB", ""],
  ];
  expect(formatTable(COLUMNS, rows, plain).split("\n")).toEqual([
    "PACKAGE",
    "  PLATFORM                  SIZE",
    "  REASON",
    LONG,
    "  linux/amd64+libc.glibc    1 MB",
    "  the tag was set by OCX itself, and OCX is always right about the tags of its",
    "  own home, at least here",
    "short:1",
    "  any                     100 MB",
    "",
  ]);
});

test("a name that is too long for its column gets a line of its own, whole", () => {
  const columns = COLUMNS.slice(0, 3);
  const rows = [
    [LONG, "linux/amd64+libc.glibc", "1 MB"],
    ["short:1", "any", "100 MB"],
  ];
  const indent = " ".repeat(50);
  expect(formatTable(columns, rows, plain).split("\n")).toEqual([
    `PACKAGE${indent.slice(7)}PLATFORM                  SIZE`,
    LONG,
    `${indent}linux/amd64+libc.glibc    1 MB`,
    `short:1${indent.slice(7)}any                     100 MB`,
    "",
  ]);
});

test("a table that fits 80 columns has a line for each row", () => {
  const rows = [[LONG.slice(0, 52), "any", "1 MB", "new"]];
  expect(formatTable(COLUMNS, rows, plain).split("\n")).toHaveLength(3);
});

test("a word that is longer than a line stays whole, to be copied", () => {
  const path = `/opt/ocx/packages/${"sha256/".repeat(12)}content`;
  expect(formatTable([{ title: "PACKAGE" }, { title: "PATH" }], [["a:1", path]], plain)).toContain(`\n  ${path}\n`);
});

import { expect, test } from "vitest";
import type { EnvironmentEntry } from "../../../src/home/environment/environment-entries.ts";
import { formatGithub } from "../../../src/home/environment/format-github.ts";

/** Entries by type, key, value. Lists have a space for a separator unless they say another. */
type Row = readonly ["constant" | "path" | "list", string, string, string?];

function entries(rows: readonly Row[]): EnvironmentEntry[] {
  return rows.map(([type, key, value, separator = " "]) =>
    type === "list" ? { type, key, value, separator } : { type, key, value },
  );
}

// The bytes that OCX 0.5.8 wrote for `ocx package env --ci=github`.
test.each<[string, string]>([
  ["a\nb", "V<<EOF\na\nb\nEOF\n"],
  ["a\rb", "V<<EOF\na\rb\nEOF\n"],
  ['say "hi"', 'V<<EOF\nsay "hi"\nEOF\n'],
  ["a\n", "V<<EOF\na\n\nEOF\n"],
  ["x\nEOF\ny", "V<<EOF_0\nx\nEOF\ny\nEOF_0\n"],
  ["EOF\nEOF_0", "V<<EOF_1\nEOF\nEOF_0\nEOF_1\n"],
  ["aEOFb\n", "V<<EOF_0\naEOFb\n\nEOF_0\n"],
  ["it's", "V=it's\n"],
  [" x ", "V= x \n"],
  ["", "V=\n"],
  ["a=b", "V=a=b\n"],
  ["a\\nb", "V=a\\nb\n"],
  ["EOF", "V=EOF\n"],
])("formatGithub() writes the constant %j as OCX does", (value, environment) => {
  expect(formatGithub(entries([["constant", "V", value]]), {})).toEqual({ path: "", environment, warnings: [] });
});

test.each<[string, readonly Row[], Readonly<Record<string, string>>, string]>([
  [
    "paths, then lists, then constants, each key where it came first",
    [
      ["constant", "A", "1"],
      ["constant", "B", "2"],
      ["path", "P", "/1"],
      ["list", "Z", "z"],
      ["path", "Q", "/q"],
      ["list", "Y", "y"],
      ["constant", "A", "3"],
      ["path", "P", "/2"],
      ["list", "Z", "zz"],
    ],
    {},
    "P=/2:/1\nQ=/q\nZ=z zz\nY=y\nA=3\nB=2\n",
  ],
  [
    "a list with a part that comes again",
    [
      ["list", "OPTS", "-a"],
      ["list", "OPTS", "-b"],
      ["list", "OPTS", "-a"],
    ],
    {},
    "OPTS=-b -a\n",
  ],
  [
    "a list behind what is set",
    [
      ["list", "OPTS", "-a"],
      ["list", "OPTS", "-b"],
      ["list", "OPTS", "-a"],
    ],
    { OPTS: "-x" },
    "OPTS=-x -b -a\n",
  ],
  [
    "a list of which a part is set",
    [
      ["list", "OPTS", "-a"],
      ["list", "OPTS", "-b"],
      ["list", "OPTS", "-a"],
    ],
    { OPTS: "-a" },
    "OPTS=-b -a\n",
  ],
  [
    "a key as list and as constant: two records",
    [
      ["list", "OPTS", "one"],
      ["constant", "OPTS", "const"],
      ["list", "OPTS", "two"],
    ],
    {},
    "OPTS=one two\nOPTS=const\n",
  ],
  ["an empty list", [["list", "OPTS", ""]], {}, "OPTS=\n"],
  [
    "a path before what is set, without empty parts and copies",
    [
      ["path", "LD_LIBRARY_PATH", "/c/lib"],
      ["path", "LD_LIBRARY_PATH", "/c/bin"],
      ["path", "LD_LIBRARY_PATH", "/c/lib"],
    ],
    { LD_LIBRARY_PATH: "/old:/c/lib::/old2" },
    "LD_LIBRARY_PATH=/c/lib:/c/bin:/old:/old2\n",
  ],
  ["PATH as a constant", [["constant", "PATH", "/only/this"]], { PATH: "/usr/bin" }, "PATH=/only/this\n"],
  ["PATH as a list", [["list", "PATH", "/list/this", ":"]], { PATH: "/usr/bin" }, "PATH=/usr/bin:/list/this\n"],
  ["Path, which is another variable", [["path", "Path", "/x"]], {}, "Path=/x\n"],
  ["a name that objects have", [["path", "__proto__", "/x"]], {}, "__proto__=/x\n"],
])("formatGithub() writes %s", (_, rows, variables, environment) => {
  expect(formatGithub(entries(rows), variables)).toEqual({ path: "", environment, warnings: [] });
});

test("formatGithub() writes each directory of PATH once, where it came last", () => {
  const rows: Row[] = [
    ["path", "PATH", "/c/bin"],
    ["path", "PATH", "/c/lib"],
    ["path", "PATH", "/c/bin"],
    ["path", "PATH", "/c/entrypoints"],
  ];
  const result = { path: "/c/lib\n/c/bin\n/c/entrypoints\n", environment: "", warnings: [] };
  expect(formatGithub(entries(rows), { PATH: "/c/bin" })).toEqual(result);
});

test("formatGithub() leaves out what the files cannot say, with a warning", () => {
  const rows: Row[] = [
    ["constant", "BAD\nKEY", "1"],
    ["constant", "1ST", "1"],
    ["path", "PATH", "/a\n/evil"],
    ["path", "PATH", "/a\r"],
    ["path", "PATH", "/a\0"],
    ["constant", "NUL", "a\0b"],
    ["constant", "GOOD", "1"],
  ];
  const { path, environment, warnings } = formatGithub(entries(rows), {});
  expect({ path, environment }).toEqual({ path: "", environment: "GOOD=1\n" });
  expect(warnings).toHaveLength(6);
  expect(warnings.join("")).not.toContain("\n");
});

test("formatGithub() folds the directories of a variable as one after the other does, copies and colons included", () => {
  const given = entries(["a:b", "c", "", "b", "c:", "d"].map((value): Row => ["path", "P", value]));
  // By hand: a:b:x:c -> c:a:b:x -> c:a:b:x -> b:c:a:x -> c::b:c:a:x -> d:c:b:c:a:x
  expect(formatGithub(given, { P: "x:c::a:b" }).environment).toBe("P=d:c:b:c:a:x:a\n");
});

test("formatGithub() takes tens of thousands of directories", () => {
  const many = Array.from({ length: 40_000 }, (_, at): Row => ["path", "P", `/${at}`]);
  expect(formatGithub(entries(many), {}).environment).toMatch(/^P=\/39999:\/39998:.*:\/1:\/0\n$/);
});

test("formatGithub() leaves out what makes a list longer than any program could get", () => {
  const long = (letter: string): Row => ["list", "L", letter.repeat(60_000), ","];
  const { environment, warnings } = formatGithub(entries([long("a"), long("b"), long("c")]), {});
  expect(environment).toBe(`L=${"a".repeat(60_000)},${"b".repeat(60_000)}\n`);
  expect(warnings).toEqual(["left out a part of L: no program can get a variable of more than 131072 bytes"]);
});

test("formatGithub() ends for a list in which each copy that is removed makes another", () => {
  const inner = (text: string): Row => ["list", "L", Array.from({ length: 30_000 }, () => text).join(","), ","];
  const { environment } = formatGithub(entries([inner("x"), inner("y"), ["list", "L", "x,y", ","]]), {});
  expect(environment).toMatch(/^L=x,x,[^\n]*,y,y,x,y\n$/);
});

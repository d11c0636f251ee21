import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import type { EnvironmentEntry } from "../../../src/home/environment/environment-entries.ts";
import { formatShell } from "../../../src/home/environment/format-shell.ts";
import { needs } from "../../fixtures/tools.ts";

/** What no shell may touch, and no pattern may match but itself. */
const NASTY = `it's "q" $HOME $(id) \`id\` \\ \\n ! # ; & | * ? [a-z] {b} ~ %s  two\ttabs`;
const COMMANDS = "a\n::add-mask::b\r \t::c \n'::d' ##[e ####[f #\\#[g";
const BREAKS = "one\ntwo\r\n\nthree\n\n";

interface Case {
  readonly name: string;
  readonly before: Readonly<Record<string, string>>;
  readonly entries: readonly EnvironmentEntry[];
  readonly after: Readonly<Record<string, string | undefined>>;
}

const path = (key: string, value: string): EnvironmentEntry => ({ key, value, type: "path" });
const list = (key: string, value: string, separator: string): EnvironmentEntry => ({
  key,
  value,
  type: "list",
  separator,
});
const constant = (key: string, value: string): EnvironmentEntry => ({ key, value, type: "constant" });

const CASES: readonly Case[] = [
  {
    name: "constants of any bytes",
    before: { SET: "old" },
    entries: [constant("SET", "new"), constant("NASTY", NASTY), constant("BREAKS", BREAKS), constant("EMPTY", "")],
    after: { SET: "new", NASTY, BREAKS, EMPTY: "" },
  },
  {
    name: "values that a runner would take for commands",
    before: {},
    entries: [constant("SET", COMMANDS), path("KIT", "/##[e"), list("OPTS", COMMANDS, ",")],
    after: { SET: COMMANDS, KIT: "/##[e", OPTS: COMMANDS },
  },
  {
    name: "paths in front, once, without empty parts",
    before: { KIT: "/usr/bin::/a:/a:/b:" },
    entries: [path("KIT", "/a"), path("KIT", "/c"), path("KIT", "/b"), path("FRESH", "/x"), path("FRESH", "/y")],
    after: { KIT: "/b:/c:/a:/usr/bin", FRESH: "/y:/x" },
  },
  {
    name: "PATH",
    before: {},
    entries: [path("PATH", "/opt/kit/bin"), path("PATH", "/opt/a b/bin"), path("PATH", "/opt/kit/bin")],
    after: { PATH: `/opt/kit/bin:/opt/a b/bin:${process.env["PATH"]}` },
  },
  {
    name: "paths of any bytes but the colon",
    before: { KIT: `/z:${NASTY}:/y` },
    entries: [path("KIT", BREAKS), path("KIT", NASTY)],
    after: { KIT: `${NASTY}:${BREAKS}:/z:/y` },
  },
  {
    name: "a path that is part of another",
    before: { KIT: "/usr/bin/extra:/usr/bin:/x/usr/bin" },
    entries: [path("KIT", "/usr/bin")],
    after: { KIT: "/usr/bin:/usr/bin/extra:/x/usr/bin" },
  },
  {
    name: "lists at the end, once",
    before: { OPTS: "-a -b -a -a -c" },
    entries: [list("OPTS", "-a", " "), list("OPTS", "-d e", " "), list("FRESH", "x", ","), list("FRESH", "y", ",")],
    after: { OPTS: "-b -c -a -d e", FRESH: "x,y" },
  },
  {
    name: "lists that differ in case only",
    before: { OPTS: "-dfoo" },
    entries: [list("OPTS", "-Dfoo", " ")],
    after: { OPTS: "-dfoo -Dfoo" },
  },
  {
    name: "lists of any bytes with any separator",
    before: { OPTS: `x*'"$?\\${NASTY}*'"$?\\\n\n` },
    entries: [list("OPTS", NASTY, `*'"$?\\`), list("OPTS", BREAKS, `*'"$?\\`)],
    after: { OPTS: `x*'"$?\\\n\n*'"$?\\${NASTY}*'"$?\\${BREAKS}` },
  },
  {
    name: "an empty list, which adds nothing",
    before: { OPTS: "a" },
    entries: [list("OPTS", "", " "), list("FRESH", "", " ")],
    after: { OPTS: "a", FRESH: undefined },
  },
  {
    name: "all three for one key",
    before: { MIX: "0" },
    entries: [list("MIX", "1", ":"), path("MIX", "/2"), constant("MIX", "3"), list("MIX", "4", ":"), path("MIX", "/5")],
    after: { MIX: "/5:3:4" },
  },
];

/** How people use the text in each shell, in a strict one too. */
const SHELLS: readonly (readonly [
  command: string,
  shell: "sh" | "fish",
  script: (text: string) => readonly string[],
])[] = [
  ["dash", "sh", (text) => ["-euc", 'eval "$1"; env -0', "dash", text]],
  ["bash", "sh", (text) => ["--noprofile", "--norc", "-euc", 'eval "$1"; env -0', "bash", text]],
  ["zsh", "sh", (text) => ["-feuc", 'eval "$1"; env -0', "zsh", text]],
  ["fish", "fish", (text) => ["--no-config", "-c", "echo -n $argv[1] | source; env -0", text]],
  ["fish", "fish", (text) => ["--no-config", "-c", "eval (echo -n $argv[1]); env -0", text]],
];

for (const [command, shell, script] of SHELLS) {
  for (const { name, before, entries, after } of CASES) {
    needs(command)(`formatShell() makes ${command} set ${name}`, () => {
      const { text, warnings } = formatShell(shell, entries);
      const variables = { PATH: process.env["PATH"], ...before };
      const output = execFileSync(command, script(text), { env: variables, encoding: "utf8" });
      const found = new Map(output.split("\0").map((line) => splitAt(line, line.indexOf("="))));
      expect(warnings).toEqual([]);
      expect(Object.fromEntries(Object.keys(after).map((key) => [key, found.get(key)]))).toEqual(after);
      expect([...found.keys()].filter((key) => key.startsWith("__ocx"))).toEqual([]);
      // Evaluated once more, the text changes nothing.
      const again = execFileSync(command, script(text + text), { env: variables, encoding: "utf8" });
      expect(again).toBe(output);
    });
  }
}

function splitAt(line: string, at: number): [key: string, value: string] {
  return [line.slice(0, at), line.slice(at + 1)];
}

/** Names of functions and variables, one a line, after the text was evaluated. */
const LIST_NAMES: Readonly<Record<string, string>> = {
  dash: "set",
  bash: "declare -F; compgen -v",
  zsh: "print -l ${(k)functions} ${(k)parameters}",
  fish: "functions --all --names; set --names",
};

for (const [command, shell, script] of SHELLS) {
  needs(command)(`formatShell() leaves nothing behind in ${command} but the environment`, () => {
    const { text } = formatShell(shell, [path("KIT", "/a"), list("OPTS", "-a", " ")]);
    const words = script(text).map((word) => word.replace("env -0", LIST_NAMES[command] ?? ""));
    const names = execFileSync(command, words, { env: { PATH: process.env["PATH"] }, encoding: "utf8" });
    expect(names).toMatch(/^KIT\b/mu);
    expect(names).not.toMatch(/^__ocx/mu);
  });
}

test.each([
  ["sh", [constant("A", "1"), list("B", "", " ")], []],
  ["sh", [path("A", "/1"), path("B", "/2")], ["__ocx_replace", "__ocx_path"]],
  ["sh", [list("A", "1", " ")], ["__ocx_replace", "__ocx_list"]],
  ["fish", [constant("A", "1")], []],
  ["fish", [path("A", "/1"), path("B", "/2")], ["__ocx_path"]],
  ["pwsh", [constant("A", "1")], []],
  ["pwsh", [list("A", "1", " "), path("B", "/2")], ["__ocx_path", "__ocx_list"]],
] as const)("formatShell() defines in %s what the entries need, once", (shell, entries, expected) => {
  const { text } = formatShell(shell, entries);
  const definitions = text.matchAll(/^(?:function )?(__ocx_\w+)(?=\(| --)/gmu);
  expect(Array.from(definitions, ([, name]) => name)).toEqual(expected);
});

test("formatShell() quotes for PowerShell, which also ends a string at typographic quotes", () => {
  const { text } = formatShell("pwsh", [constant("A", "it's ‘so’ $x `n"), path("PATH", "/a'b"), list("L", "'v", ",")]);
  const statements = text.split("\n").filter((line) => !line.startsWith("function "));
  expect(statements).toEqual([
    "$env:A='it''s ‘‘so’’ $x `n'",
    "__ocx_path PATH '/a''b'",
    "__ocx_list L ',' '''v'",
    "Remove-Item function:__ocx_path,function:__ocx_list",
    "",
  ]);
});

test.each(["sh", "fish", "pwsh"] as const)("formatShell() prints no command for a runner, in %s", (shell) => {
  const { text } = formatShell(shell, [constant("SET", COMMANDS), path("KIT", COMMANDS), list("OPTS", COMMANDS, ",")]);
  expect(text).not.toMatch(/^\s*::|[\r\n]\s*::|##\[/);
});

test("formatShell() adds the parts of a value in PowerShell", () => {
  const { text } = formatShell("pwsh", [constant("SET", "a'##[b\n::c"), path("KIT", "/##[d")]);
  expect(text).toContain("$env:SET=('a''#'+'#[b\n:'+':c')\n");
  expect(text).toContain("__ocx_path KIT ('/#'+'#[d')\n");
});

test("formatShell() leaves out what no environment can hold, with a warning", () => {
  const entries = [constant("BAD;id", "1"), constant("NUL", "a\0b"), constant("GOOD", "1")];
  const { text, warnings } = formatShell("sh", entries);
  expect(text).toBe("export GOOD='1'\n");
  expect(warnings).toHaveLength(2);
});

test("formatShell() leaves out lists of thousands of parts, on which a shell would spend hours", {
  timeout: 10_000,
}, () => {
  const long = [path("KIT", ":".repeat(60_000)), list("OPTS", `${"a,".repeat(30_000)}a`, ",")];
  const many = Array.from({ length: 500 }, (_, at) => path("MANY", `${"/x:".repeat(50)}/${at}`));
  const { text, warnings } = formatShell("sh", [...long, ...many, path("KIT", "/a"), list("OPTS", "a", ",")]);
  const printed = execFileSync("sh", { input: `${text}printf '%s|%s' "$KIT" "$OPTS"`, timeout: 8000 });
  expect(printed.toString()).toBe("/a|a");
  expect(warnings).toHaveLength(2 + 480);
});

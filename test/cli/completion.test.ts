import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatCompletion } from "../../src/cli/completion.ts";
import { COMMAND_NAMES, SHELLS } from "../../src/options/table/operations.ts";
import { OPTIONS, optionsOf } from "../../src/options/table/option-table.ts";
import { type Ended, run, runProgram } from "../fixtures/command-line.ts";
import { temporaryDirectory } from "../fixtures/commands.ts";
import { NODE } from "../fixtures/runner.ts";
import { sourcesWithRow } from "../fixtures/sources-with-row.ts";
import { lacks, needs } from "../fixtures/tools.ts";

const PROGRAMS = ["ocx-bundle", "ocx-export", "ocx-import"];

/** How an interactive shell starts with our script, in a folder below the one with the script. */
const INTERACTIVE = {
  bash: { command: "bash --noprofile --rcfile ../.zshrc -i", load: "source ../script" },
  zsh: { command: "ZDOTDIR=.. zsh -i", load: "autoload -Uz compinit; compinit -D -u; source ../script" },
} as const;

/** A folder with the script, and the working directory in it, with one file that can be completed. */
function prepare(script: string): { directory: string; cwd: string } {
  const directory = temporaryDirectory();
  const cwd = join(directory, "work");
  mkdirSync(cwd);
  writeFileSync(join(cwd, "kit.tar"), "");
  writeFileSync(join(directory, "script"), script);
  return { directory, cwd };
}

/** Types keys into an interactive shell on a terminal, and gives the words that the command gets. */
function type(shell: keyof typeof INTERACTIVE, script: string, keys: string): string[] {
  const { directory, cwd } = prepare(script);
  const { command, load } = INTERACTIVE[shell];
  const stubs = PROGRAMS.map((name) => `${name}() { printf got; printf '<%s>' "$@"; echo; }`);
  writeFileSync(join(directory, ".zshrc"), [load, ...stubs, "PS1='ready '", ""].join("\n"));
  writeFileSync(join(directory, "screen"), "");
  // Keys that come before the prompt are handled by the terminal, not by the shell.
  const typing = `seen() { for ((i = 0; i < 200; i++)); do grep -q "$1" ../screen && return; sleep 0.05; done; }
    { seen ready; printf '%s\\n' "$0"; seen 'got<'; echo exit; } | timeout 30 script -qefc '${command}' ../screen`;
  runProgram(["bash", "-c", typing, keys], { cwd, env: { TERM: "dumb", HOME: directory } });
  const screen = readFileSync(join(directory, "screen"), "utf8");
  const words = /got<(.*)>/.exec(screen)?.[1];
  if (words === undefined) throw new Error(`No command ran: ${screen}`);
  return words.split("><");
}

/** Everything that bash offers for the last word; `(paths)` stands for files. */
function offersOfBash(script: string, line: string): string[] {
  const words = line.split(" ");
  const ask = `source ../script; compopt() { echo "(paths)"; }; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _ocx_bundle "$1" "\${@: -1}" "\${@: -2:1}"; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return linesOf(["bash", "-c", ask, "bash", ...words], script);
}

/** Everything that fish offers for the last word, without descriptions. */
function offersOfFish(script: string, line: string): string[] {
  return linesOf(["fish", "-c", `source ../script; complete -C '${line}'`], script).map((offer) =>
    offer.replace(/\t.*/, ""),
  );
}

function linesOf(command: readonly string[], script: string): string[] {
  const { directory, cwd } = prepare(script);
  const { text, errors } = runProgram(command, { cwd, env: { HOME: directory } });
  expect(errors).toBe("");
  return text.split("\n").filter((line) => line !== "");
}

test("completion prints the script of the shell, and refuses other shells", () => {
  for (const shell of SHELLS)
    expect(run(["completion", shell])).toMatchObject({ status: 0, text: formatCompletion(shell), errors: "" });
  expect(run(["completion", "tcsh"])).toMatchObject({ status: 64, text: "", errors: expect.stringContaining("zsh") });
  expect(run(["completion"])).toMatchObject({ status: 64, text: "" });
});

const TYPED: readonly (readonly [keys: string, words: string])[] = [
  ["ocx-bundle exp\t --form\toci\t", "export --format oci-dir"],
  ["ocx-bundle completi\tz\t", "completion zsh"],
  ["ocx-bundle import k\t --on-c\tkee\t --dr\t", "import kit.tar --on-conflict keep --dry-run"],
  ["ocx-bundle env --format=p\t", "env --format pwsh"],
  ["ocx-import k\t --sel\t", "kit.tar --select"],
  ["ocx-export -o k\t", "-o kit.tar"],
];

describe.each(["bash", "zsh"] as const)("%s", (shell) => {
  const script = formatCompletion(shell);
  test.skipIf(lacks(shell, "script")).each(TYPED)("completes what is typed as %j", (keys, words) => {
    // zsh writes --option=value, which means the same.
    expect(type(shell, script, keys).join(" ").replaceAll("=", " ")).toBe(words);
  });
});

const OFFERS = { bash: offersOfBash, fish: offersOfFish } as const;

describe.each(["bash", "fish"] as const)("%s", (shell) => {
  const offers = (line: string): string[] => OFFERS[shell](formatCompletion(shell), line);
  const missing = lacks(shell);

  test.skipIf(missing)("offers every command", () => {
    expect(offers("ocx-bundle ")).toEqual(expect.arrayContaining([...COMMAND_NAMES]));
    expect(offers("ocx-bundle ex").toSorted()).toEqual(["export", "extract"]);
    expect(offers("ocx-bundle help ").toSorted()).toEqual([...COMMAND_NAMES].toSorted());
  });

  test.skipIf(missing)("offers every option of a command, and no other", () => {
    for (const name of COMMAND_NAMES) {
      const names = optionsOf(name).map((option) => `--${option.name}`);
      expect(offers(`ocx-bundle ${name} --`).toSorted()).toEqual(names.toSorted());
    }
    expect(offers("ocx-import --on-")).toEqual(["--on-conflict"]);
  });

  test.skipIf(missing)("offers the choices of a value, paths where a path is expected, and nothing else", () => {
    const paths = shell === "bash" ? "(paths)" : "kit.tar";
    for (const [line, expected] of [
      ["ocx-bundle env --format ", ["sh", "fish", "pwsh", "json", "github"]],
      ["ocx-bundle import f --on-conflict ", OPTIONS["on-conflict"].type.choices],
      ["ocx-export --format ", OPTIONS.format.type.choices],
      ["ocx-bundle completion ", SHELLS],
      ["ocx-bundle verify ", [paths]],
      ["ocx-bundle export -o ", [paths]],
      ["ocx-bundle export --name ", []],
      ["ocx-bundle export ", []],
    ] as const)
      expect(offers(line).toSorted()).toEqual([...expected].toSorted());
  });
});

/** Runs the command line of our sources with one more row in the table of options. */
function programWithRow(): (...words: string[]) => Ended {
  const main = join(sourcesWithRow(), "src/cli/main.ts");
  return (...words) => runProgram([NODE, main, ...words]);
}

describe("a new option is one row", () => {
  test("for help and parsing", () => {
    const ask = programWithRow();
    expect(ask("help", "inspect").text).toMatch(/\n {2}-s, --sort-by age\|weight +Order of rows\.\n/);
    expect(ask("inspect", "missing", "--sort-by", "age").errors).toContain("[FILE_NOT_FOUND]");
    expect(ask("inspect", "missing", "--sort-by").errors).toContain("expected age|weight");
    expect(ask("inspect", "missing", "--sort-by=wait").errors).toContain("expected one of age, weight");
    expect(ask("inspect", "missing", "--sortby=age").errors).toContain("Did you mean --sort-by?");
  });

  for (const shell of ["bash", "fish"] as const) {
    needs(shell)(`for completion in ${shell}`, () => {
      const script = programWithRow()("completion", shell).text;
      expect(OFFERS[shell](script, "ocx-bundle inspect --so")).toEqual(["--sort-by"]);
      expect(OFFERS[shell](script, "ocx-bundle inspect -s ")).toEqual(["age", "weight"]);
    });
  }

  needs("zsh", "script")("for completion in zsh", () => {
    const { text } = programWithRow()("completion", "zsh");
    expect(type("zsh", text, "ocx-bundle insp\t --so\tw\t")).toEqual(["inspect", "--sort-by=weight"]);
  });
});

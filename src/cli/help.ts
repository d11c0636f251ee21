import { COMMAND_NAMES, type CommandName } from "../options/table/operations.ts";
import { type Option, placeholderOf } from "../options/table/option.ts";
import { optionsOf } from "../options/table/option-table.ts";
import { WIDTH, wrap } from "../report/wording.ts";
import { COMMANDS } from "./commands.ts";

const INTRODUCTION =
  "Exports installed OCX packages into one offline bundle, and imports it elsewhere without a registry.";

const EXIT_CODES =
  "Exit codes are those of OCX: 0 success, 64 usage, 65 data, 69 service unavailable, 70 internal error, 74 input or output, " +
  "75 try again, 77 permission, 78 configuration, 79 not found, 80 authentication, 81 policy.";

/** Help for one command, or for all of them. */
export function formatHelp(program: string, command?: CommandName): string {
  return command === undefined ? formatOverview(program) : formatCommand(program, command);
}

function formatOverview(program: string): string {
  const commands = COMMAND_NAMES.map((name) => [name, COMMANDS[name].about] as const);
  return `${formatText(INTRODUCTION)}

Usage: ${program} COMMAND [options]

Commands:
${formatRows(commands)}

Options:
${formatOptions(optionsOf("help"))}

Run \`${program} help COMMAND\` for the options of a command.
${formatText(EXIT_CODES)}
`;
}

function formatCommand(program: string, name: CommandName): string {
  const { about, usage, notes } = COMMANDS[name];
  // As ocx-export and ocx-import the command is in the program's name.
  const lines = usage.map((line) => `${program} ${program === `ocx-${name}` ? line.slice(name.length + 1) : line}`);
  const end = notes.length === 0 ? "" : `\n${notes.map((note) => `${formatText(note)}\n`).join("")}`;
  return `${formatText(about)}

Usage: ${lines.join("\n       ")}

Options:
${formatOptions(optionsOf(name))}
${end}`;
}

function formatText(text: string): string {
  return wrap(text, WIDTH).join("\n");
}

function formatOptions(options: readonly Option[]): string {
  return formatRows(
    options.map((option) => {
      const { name, short } = option;
      const value = placeholderOf(option.type);
      const head = `${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
      return [head, describe(option)];
    }),
  );
}

/** The text of an option in the help. */
function describe({ about, type, ...option }: Option): string {
  const without = option.default ?? option.otherwise;
  return `${about}${type.kind === "list" || type.kind === "paths" ? " May be repeated." : ""}${without === undefined ? "" : ` Default: ${without}.`}`;
}

/** Two columns; a head that is too long for the first one gets a line of its own. */
function formatRows(rows: readonly (readonly [head: string, about: string])[]): string {
  const width = Math.min(28, Math.max(...rows.map(([head]) => head.length)));
  const indent = `\n${" ".repeat(width + 4)}`;
  return rows
    .map(([head, about]) => {
      const start = head.length > width ? `  ${head}${indent}` : `  ${head.padEnd(width)}  `;
      return start + wrap(about, WIDTH - width - 4).join(indent);
    })
    .join("\n");
}

import { COMMAND_NAMES, COMMANDS, COMMON_OPTIONS, type CommandName, type Option } from "./options.ts";

/** Help for one command, or for all of them. */
export function formatHelp(program: string, command?: CommandName): string {
  return command === undefined ? formatOverview(program) : formatCommand(program, command);
}

function formatOverview(program: string): string {
  const commands = COMMAND_NAMES.map((name) => [name, COMMANDS[name].about] as const);
  return `Offline bundles of OCX packages: what one home has installed, another gets without a registry.

Usage: ${program} COMMAND [options]

Commands:
${formatRows(commands)}

Options:
${formatOptions(COMMON_OPTIONS)}

Run \`${program} COMMAND --help\` for what a command takes.
Exit codes are OCX's: 0, 64 usage, 65 data, 69 a service fails, 70 a fault of ours, 74 input and output, 75 try again,
77 permission, 78 configuration, 79 not found, 80 authentication, 81 policy.
`;
}

function formatCommand(program: string, name: CommandName): string {
  const { about, usage, options, notes } = COMMANDS[name];
  // As ocx-export and ocx-import the command is in the program's name.
  const lines = usage.map((line) => `${program} ${program === `ocx-${name}` ? line.slice(name.length + 1) : line}`);
  return `${about}

Usage: ${lines.join("\n       ")}

Options:
${formatOptions([...options, ...COMMON_OPTIONS])}

${notes.join("\n")}
`;
}

function formatOptions(options: readonly Option[]): string {
  return formatRows(
    options.map(({ name, short, value, about }) => {
      const head = `${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
      return [head, about];
    }),
  );
}

/** Two columns; what is too long for the first one gets a line of its own. */
function formatRows(rows: readonly (readonly [head: string, about: string])[]): string {
  const width = Math.min(28, Math.max(...rows.map(([head]) => head.length)));
  const indent = " ".repeat(width + 4);
  return rows
    .map(([head, about]) => `  ${head.length > width ? `${head}\n${indent}` : `${head.padEnd(width)}  `}${about}`)
    .join("\n");
}

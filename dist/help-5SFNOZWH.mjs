import {
  COMMANDS
} from "./chunk-Q32M3PD4.mjs";
import {
  WIDTH_32,
  wrap_32
} from "./chunk-KBYOVYJI.mjs";
import {
  COMMAND_NAMES,
  optionsOf,
  placeholderOf
} from "./chunk-2VOVHQTY.mjs";
import "./chunk-4XS24JEZ.mjs";

// src/cli/help.ts
var INTRODUCTION = "Exports installed OCX packages into one offline bundle, and imports it elsewhere without a registry.";
var EXIT_CODES = "Exit codes are those of OCX: 0 success, 64 usage, 65 data, 69 service unavailable, 70 internal error, 74 input or output, 75 try again, 77 permission, 78 configuration, 79 not found, 80 authentication, 81 policy.";
function formatHelp(program, command) {
  return command === void 0 ? formatOverview(program) : formatCommand(program, command);
}
function formatOverview(program) {
  const commands = COMMAND_NAMES.map((name) => [name, COMMANDS[name].about]);
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
function formatCommand(program, name) {
  const { about, usage, notes } = COMMANDS[name];
  const lines = usage.map((line) => `${program} ${program === `ocx-${name}` ? line.slice(name.length + 1) : line}`);
  const end = notes.length === 0 ? "" : `
${notes.map((note) => `${formatText(note)}
`).join("")}`;
  return `${formatText(about)}

Usage: ${lines.join("\n       ")}

Options:
${formatOptions(optionsOf(name))}
${end}`;
}
function formatText(text) {
  return wrap_32(text, WIDTH_32).join("\n");
}
function formatOptions(options) {
  return formatRows(
    options.map((option) => {
      const { name, short } = option;
      const value = placeholderOf(option.type);
      const head = `${short === void 0 ? "    " : `-${short}, `}--${name}${value === void 0 ? "" : ` ${value}`}`;
      return [head, describe(option)];
    })
  );
}
function describe({ about, type, ...option }) {
  const without = option.default ?? option.otherwise;
  return `${about}${type.kind === "list" || type.kind === "paths" ? " May be repeated." : ""}${without === void 0 ? "" : ` Default: ${without}.`}`;
}
function formatRows(rows) {
  const width = Math.min(28, Math.max(...rows.map(([head]) => head.length)));
  const indent = `
${" ".repeat(width + 4)}`;
  return rows.map(([head, about]) => {
    const start = head.length > width ? `  ${head}${indent}` : `  ${head.padEnd(width)}  `;
    return start + wrap_32(about, WIDTH_32 - width - 4).join(indent);
  }).join("\n");
}
export {
  formatHelp
};

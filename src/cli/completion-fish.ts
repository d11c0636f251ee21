import { COMMAND_NAMES, type CommandName } from "../options/table/operations.ts";
import { firstSentence, type Option, type OptionType } from "../options/table/option.ts";
import { optionsOf } from "../options/table/option-table.ts";
import { COMMANDS } from "./commands.ts";

/** The completion script for fish 3.4 or newer. */
export function formatFish(): string {
  return `# Completion of ocx-bundle for fish: ocx-bundle completion fish | source
function __ocx_bundle_command_is
    set -l words (commandline -opc)
    test "$words[2]" = "$argv[1]"
end
complete -c ocx-bundle -f
${COMMAND_NAMES.map(formatName).join("\n")}
${optionsOf("help")
  .map((option) => `complete -c ocx-bundle${formatOption(option)}`)
  .join("\n")}
${COMMAND_NAMES.flatMap(formatCommand).join("\n")}
complete -c ocx-export -w 'ocx-bundle export'
complete -c ocx-import -w 'ocx-bundle import'
`;
}

function formatName(name: CommandName): string {
  return `complete -c ocx-bundle -n '__ocx_bundle_command_is ""' -a ${name} -d ${quote(firstSentence(COMMANDS[name].about))}`;
}

function formatCommand(name: CommandName): string[] {
  const { argument } = COMMANDS[name];
  // Those of every command are above.
  const common = new Set(optionsOf("help").map((option) => option.name));
  const start = `complete -c ocx-bundle -n '__ocx_bundle_command_is ${name}'`;
  const rows = optionsOf(name)
    .filter((option) => !common.has(option.name))
    .map((option) => `${start}${formatOption(option)}`);
  const offer = formatOffer(argument);
  return offer === "" ? rows : [...rows, `${start}${offer}`];
}

function formatOption(option: Option): string {
  const { name, short, about, type } = option;
  const spelling = `${short === undefined ? "" : ` -s ${short}`} -l ${name}`;
  const value = type.kind === "flag" ? "" : ` -r${formatOffer(type) || " -f"}`;
  return `${spelling}${value} -d ${quote(firstSentence(about))}`;
}

function formatOffer(type: OptionType | undefined): string {
  if (type?.kind === "path") return " -F";
  return type?.kind === "choice" ? ` -f -a ${quote(type.choices.join(" "))}` : "";
}

function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}
